import mysql from 'mysql2/promise';
import pg from 'pg';
import type { TableAddress } from './tableAddress.ts';

/** A connection to the database that an exchange logs into, with what differs between makes. All values come as text. */
export interface TableConnection {
  query(text: string, values: readonly unknown[]): Promise<Record<string, string | null>[]>;
  quote(name: string): string;
  /** The nth value of a statement, from 1. */
  value(n: number): string;
  asText(column: string): string;
  /** Columns of a table in their order, with their types; none when it is not there. `schema` null: the usual one. */
  columns(table: string, schema: string | null): Promise<{ name: string; type: string }[]>;
  close(): Promise<void>;
}

const connectTimeoutMs = 10_000;
const queryTimeoutMs = 60_000;

/** @throws Error of the driver when it cannot be reached */
export function openTableConnection(address: TableAddress): Promise<TableConnection> {
  return address.kind === 'postgres' ? openPostgres(address.url) : openMysql(address.url);
}

async function openPostgres(connectionString: string): Promise<TableConnection> {
  const client = new pg.Client({
    connectionString,
    application_name: 'santral queue_log',
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: queryTimeoutMs,
    keepAlive: true,
  });
  // a connection that breaks rejects its next query; besides, it says so in an event that nobody must miss
  client.on('error', () => undefined);
  await client.connect();
  await client.query("set timezone to 'UTC'");
  return {
    query: async (text, values) => (await client.query(text, [...values])).rows,
    quote: (name) => `"${name.replaceAll('"', '""')}"`,
    value: (n) => `$${n}`,
    asText: (column) => `${column}::text`,
    columns: async (table, schema) =>
      (
        await client.query(
          `select column_name::text as name, data_type::text as type from information_schema.columns
          where table_name = $1 and (table_schema = $2 or ($2::text is null and table_schema = any(current_schemas(false))))
          order by ordinal_position`,
          [table, schema],
        )
      ).rows,
    close: () => client.end(),
  };
}

async function openMysql(uri: string): Promise<TableConnection> {
  const client = await mysql.createConnection({
    uri,
    charset: 'utf8mb4',
    connectTimeout: connectTimeoutMs,
    dateStrings: true,
    enableKeepAlive: true,
  });
  client.on('error', () => undefined);
  const query: TableConnection['query'] = async (sql, values) =>
    (await client.query({ sql, values: [...values], timeout: queryTimeoutMs }))[0] as Record<string, string | null>[];
  await query("set time_zone = '+00:00'", []);
  return {
    query,
    quote: (name) => `\`${name.replaceAll('`', '``')}\``,
    value: () => '?',
    asText: (column) => `cast(${column} as char)`,
    columns: async (table, schema) =>
      (await query(
        `select column_name as name, data_type as type from information_schema.columns
        where table_name = ? and table_schema = coalesce(?, database()) order by ordinal_position`,
        [table, schema],
      )) as { name: string; type: string }[],
    // a connection that hangs would not answer a goodbye
    close: async () => client.destroy(),
  };
}
