import { isMap, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { serviceLevelFormulas } from './service-level/serviceLevel.ts';
import { nearestWord, type SettingsMistake } from './settingsMistake.ts';

/**
 * What santral.yaml may say. Every scalar is read as the text that stands there (YAML's failsafe schema), so that an id
 * such as 0153 or a label such as `no` stays what it was; the schema turns numbers and switches into their types.
 */
const word = (what: string) => z.string({ error: expecting(what) }).min(1, `is empty; give ${what}`);
const identifier = (what: string) =>
  word(what).regex(
    /^[a-z0-9][a-z0-9_-]{0,40}$/i,
    'may hold letters a–z, digits, - and _ only, because it stands in addresses',
  );
const wholeNumber = (what: string, low: number, high: number) =>
  z
    .string({ error: expecting(what) })
    .refine((text) => /^\d+$/.test(text) && Number(text) >= low && Number(text) <= high, {
      error: (issue) => `is "${issue.input}"; give ${what}, a whole number from ${low} to ${high}`,
    })
    .transform(Number);
const oneOf = <const T extends readonly string[]>(words: T) =>
  z.enum(words, { error: (issue) => saidInstead(issue.input, `give one of ${words.join(', ')}`) });
const yesNo = z
  .enum(['true', 'false'], { error: (issue) => saidInstead(issue.input, 'give true or false') })
  .transform((text) => text === 'true');

const target = z
  .string({ error: expecting('a target such as 80/20 (80 % within 20 seconds)') })
  .regex(/^\d{1,3}(\.\d+)?\/\d+$/, {
    error: (issue) => `is "${issue.input}"; write it as 80/20 (80 % within 20 seconds)`,
  })
  .transform((text) => {
    const [percent, seconds] = text.split('/').map(Number);
    return { ratio: (percent ?? 0) / 100, thresholdSeconds: seconds ?? 0 };
  })
  .refine(({ ratio }) => ratio > 0 && ratio <= 1, 'asks for a share outside 1–100 %; write it as 80/20');

const queue = z.strictObject(
  {
    exchange: identifier('the id of the exchange that has the queue').optional(),
    queue: word("the queue's name at the exchange"),
    label: word('what people call the queue').optional(),
    threshold_seconds: wholeNumber('the seconds that count as in time', 0, 3600).optional(),
  },
  { error: expectingBlock('a queue', 'queue: NAME') },
);

const centre = z.strictObject(
  {
    id: identifier('a short id for the centre'),
    label: word('what people call the centre').optional(),
    zone: z
      .string({ error: expecting('an IANA time zone such as Europe/Istanbul') })
      .refine(isZone, { error: (issue) => `is "${issue.input}", no time zone; give one such as Europe/Istanbul` })
      .default('Europe/Istanbul'),
    service_level: oneOf(serviceLevelFormulas).default('of_offered_less_abandoned_in_time'),
    target: target.default({ ratio: 0.8, thresholdSeconds: 20 }),
    queues: z.array(queue, { error: expectingList('queues', '- queue: NAME') }).default([]),
  },
  { error: expectingBlock('a centre', 'id: NAME') },
);

const tls = z.union([
  yesNo,
  z.strictObject({
    reject_unauthorized: yesNo.default(true),
    ca: word('the path of a PEM file').optional(),
    servername: word("the name in the exchange's certificate").optional(),
  }),
]);

const exchange = z.strictObject(
  {
    id: identifier('a short id for the exchange'),
    label: word('what people call the exchange').optional(),
    centre: identifier('the id of its centre').optional(),
    host: word('the host name or address of the exchange'),
    port: wholeNumber('the AMI port (5038 as a rule)', 1, 65535).optional(),
    username: word('the user that manager.conf names in [brackets]'),
    secret_env: z
      .string()
      .regex(/^[A-Z_][A-Z0-9_]*$/i, { error: (issue) => `is "${issue.input}", no name of an environment variable` })
      .optional(),
    login: oneOf(['md5', 'plain']).default('md5'),
    tls: tls.default(false),
    queue_log: word('the path of its queue_log').optional(),
    inbound_contexts: z
      .array(word('a dialplan context'), { error: expectingList('dialplan contexts', '- from-trunk') })
      .default([]),
    wrap_up_seconds: wholeNumber("the queues' wrapuptime", 0, 3600).default(0),
  },
  { error: expectingBlock('an exchange', 'host: ADDRESS') },
);

const fileSchema = z.strictObject(
  {
    centres: z.array(centre, { error: expectingList('centres', '- id: NAME') }).default([]),
    exchanges: z.array(exchange, { error: expectingList('exchanges', '- id: NAME') }).default([]),
  },
  { error: () => 'holds no settings; it lists centres and exchanges' },
);

export type SettingsFile = z.output<typeof fileSchema>;
export type Path = (string | number)[];
/** Names the line on which a value stands, for later checks across values. */
export type Locate = (path: Path) => string;

/** Keys under which people put passwords; a file is copied and committed, so none may hold one. */
const secretKeys = ['secret', 'password', 'pass', 'passwd'];

/**
 * Reads the text of santral.yaml. Every mistake is reported with its line; `settings` is null if there was any.
 *
 * @param name the file's name as it is to stand in sentences
 */
export function readSettingsFile(
  text: string,
  name: string,
): { settings: SettingsFile | null; mistakes: SettingsMistake[]; locate: Locate } {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines });
  const locate: Locate = (path) => {
    const offset = offsetOf(document.contents, path);
    return offset === null ? name : `${name}:${lines.linePos(offset).line}`;
  };
  // Only the first: what follows a slip in the syntax is mostly its echo.
  const [slip] = document.errors;
  if (slip) {
    const where = `${name}:${slip.linePos?.[0].line ?? 1}`;
    const mistakes = [{ where, sentence: `is no valid YAML: ${firstLine(slip.message)}` }];
    return { settings: null, mistakes, locate };
  }

  const mistakes: SettingsMistake[] = [];
  const content = withoutEmpty(document.toJS() ?? {}) as Record<string, unknown>;
  for (const [index, entry] of listOf(content.exchanges).entries()) {
    for (const key of secretKeys.filter((key) => key in entry)) {
      delete entry[key];
      const variable =
        typeof entry.secret_env === 'string' ? entry.secret_env : secretVariable(String(entry.id ?? 'ID'));
      mistakes.push({
        where: locate(['exchanges', index, key]),
        sentence: `a secret stands in the file; delete the line and set ${variable} in the environment instead`,
      });
    }
  }

  const result = fileSchema.safeParse(content);
  if (result.success) return { settings: mistakes.length > 0 ? null : result.data, mistakes, locate };
  for (const issue of result.error.issues) {
    const path = issue.path as Path;
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        mistakes.push({ where: locate([...path, key]), sentence: unknownKey(key, path) });
      }
    } else {
      mistakes.push({ where: locate(path), sentence: `${spell(path)} ${issue.message}` });
    }
  }
  return { settings: null, mistakes, locate };
}

/** The environment variable that holds an exchange's AMI secret unless `secret_env` names another one. */
export function secretVariable(exchangeId: string): string {
  return `SANTRAL_SECRET_${exchangeId.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
}

function unknownKey(key: string, path: Path): string {
  const shape = path.includes('queues')
    ? queue.shape
    : path.includes('tls')
      ? { reject_unauthorized: 0, ca: 0, servername: 0 }
      : path[0] === 'exchanges'
        ? exchange.shape
        : path[0] === 'centres'
          ? centre.shape
          : fileSchema.shape;
  const known = Object.keys(shape);
  const meant = nearestWord(key, known);
  return `${spell([...path, key])} is not a setting; ${meant ? `did you mean ${meant}?` : `known here: ${known.join(', ')}`}`;
}

/** `exchanges[0].port`, as people count along the file. */
function spell(path: Path): string {
  const spelt = path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text ? `${text}.${step}` : step),
    '',
  );
  return spelt || 'the file';
}

/** Where the value at `path` starts; of what is missing, where the nearest block around it does. */
function offsetOf(root: Node | null, path: Path): number | null {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? null;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === step);
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (node && typeof node === 'object' && 'items' in node && Array.isArray(node.items)) {
      node = node.items[Number(step)];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}

/** `key:` with nothing behind it counts as not written. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== '' && entry !== null)
      .map(([key, entry]) => [key, withoutEmpty(entry)]),
  );
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'object' && entry !== null) : [];
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone.includes('/') || zone === 'UTC';
  } catch {
    return false;
  }
}

function expecting(what: string) {
  return (issue: { input?: unknown }) => saidInstead(issue.input, `give ${what}`);
}
function expectingList(what: string, example: string) {
  return (issue: { input?: unknown }) => saidInstead(issue.input, `list ${what} below it, each as "${example}"`);
}
function expectingBlock(what: string, example: string) {
  return (issue: { code?: string; input?: unknown }) =>
    issue.code === 'unrecognized_keys'
      ? undefined
      : saidInstead(issue.input, `describe ${what}, beginning "${example}"`);
}
function saidInstead(input: unknown, cure: string): string {
  if (input === undefined) return `is missing; ${cure}`;
  return `is ${typeof input === 'string' ? `"${input}"` : Array.isArray(input) ? 'a list' : 'a block'}; ${cure}`;
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
}
