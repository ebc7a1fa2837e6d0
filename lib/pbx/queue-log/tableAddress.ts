/** Where a table of queue_log rows is. */
export interface TableAddress {
  kind: 'postgres' | 'mysql';
  /** What the driver connects to, with the password. */
  url: string;
  /** `queue_log`, or `schema.queue_log`. */
  table: string;
  /** The address as it may be shown, without the password. */
  name: string;
}

const kinds: Record<string, TableAddress['kind']> = {
  'postgres:': 'postgres',
  'postgresql:': 'postgres',
  'mysql:': 'mysql',
  'mariadb:': 'mysql',
};

/** Whether the place of a queue_log is a database, not a file. */
export function isTableAddress(place: string): boolean {
  return /^(postgres(ql)?|mysql|mariadb):\/\//i.test(place);
}

/**
 * Reads `postgres://USER@HOST/DATABASE?table=queue_log`, or the same with mysql; the table's name may be left out.
 *
 * @throws Error in one sentence when it is no such address
 */
export function tableAddress(place: string): TableAddress {
  const url = URL.parse(place);
  const kind = url === null ? undefined : kinds[url.protocol];
  if (url === null || kind === undefined || url.pathname.length < 2)
    throw new Error('the address of a queue_log table is written as postgres://USER@HOST/DATABASE?table=queue_log');
  const table = url.searchParams.get('table') ?? 'queue_log';
  if (!/^[\p{L}_][\p{L}\d_$]*(\.[\p{L}_][\p{L}\d_$]*)?$/u.test(table))
    throw new Error(`"${table}" is no name of a table; write it as queue_log or SCHEMA.queue_log`);
  url.searchParams.delete('table');
  if (kind === 'mysql') url.protocol = 'mysql:';
  return { kind, url: url.toString(), table, name: `${table} of ${url.hostname}${url.pathname}` };
}

/** The address with a password, unless it has one already or none is given. */
export function withPassword(place: string, password: string | undefined): string {
  const url = URL.parse(place);
  if (url === null || url.password !== '' || !password) return place;
  url.password = encodeURIComponent(password);
  return url.toString();
}
