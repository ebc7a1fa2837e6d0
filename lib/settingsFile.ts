import { z } from 'zod';
import { isHolidayPlace } from './forecast/holidays/holidayPlaces.ts';
import { isTableAddress, tableAddress } from './pbx/queue-log/tableAddress.ts';
import { serviceLevelFormulas } from './service-level/serviceLevel.ts';
import { accessBlock, oidcBlock } from './settingsAccess.ts';
import { alarmsBlock } from './settingsAlarms.ts';
import { dateSpan, effect, hours } from './settingsCalendar.ts';
import { environmentVariables } from './settingsEnvironment.ts';
import { nearestWord, type SettingsMistake } from './settingsMistake.ts';
import { pauseReasons, shrinkage, shrinkageBlock } from './settingsShrinkage.ts';
import {
  context,
  expecting,
  expectingBlock,
  expectingList,
  identifier,
  oneOf,
  saidInstead,
  wholeNumber,
  word,
  yesNo,
  zone,
} from './settingsValues.ts';
import { type Locate, type Path, readYaml } from './settingsYaml.ts';

/** What santral.yaml may say. Every scalar comes as text; the schema turns numbers and switches into their types. */
const tlsSwitch = z
  .enum(['true', 'false'], {
    error: (issue) => saidInstead(issue.input, 'give true or false, or below it ca: FILE and servername: NAME'),
  })
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

const country = z.string({ error: expecting('a country code such as TR') }).refine(isHolidayPlace, {
  error: ({ input }) => {
    const meant = String(input).toUpperCase();
    const cure = isHolidayPlace(meant) ? `write ${meant}` : 'give its ISO code, such as TR, DE, or DE-BY for a state';
    return `is "${input}", no country whose public holidays are known; ${cure}`;
  },
});

const centre = z.strictObject(
  {
    id: identifier('a short id for the centre'),
    label: word('what people call the centre').optional(),
    zone: zone('an IANA time zone such as Europe/Istanbul').default('Europe/Istanbul'),
    service_level: oneOf(serviceLevelFormulas).default('of_offered_less_abandoned_in_time'),
    target: target.default({ ratio: 0.8, thresholdSeconds: 20 }),
    country: country.optional(),
    school_terms: z
      .array(dateSpan('a term such as 2026-09-14..2026-11-13'), {
        error: expectingList('school terms', '- 2026-09-14..2026-11-13'),
      })
      .default([]),
    shrinkage: shrinkage.default([]),
    pause_reasons: pauseReasons.default({}),
    out_of_scope_subjects: z
      .array(word('a subject as the exchange tells it'), { error: expectingList('subjects', '- hospital') })
      .default([]),
    queues: z.array(queue, { error: expectingList('queues', '- queue: NAME') }).default([]),
  },
  { error: expectingBlock('a centre', 'id: NAME') },
);

const tlsBlock = z.strictObject({
  reject_unauthorized: yesNo.default(true),
  ca: word('the path of a PEM file').optional(),
  servername: word("the name in the exchange's certificate").optional(),
});
/** By hand, since a union of zod's keeps to itself what is wrong within the block. */
const tls = z.unknown().transform((value, context): boolean | z.output<typeof tlsBlock> => {
  const block = typeof value === 'object';
  const result = (block ? tlsBlock : tlsSwitch).safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) context.addIssue({ ...issue });
  return z.NEVER;
});

const exchange = z.strictObject(
  {
    id: identifier('a short id for the exchange'),
    label: word('what people call the exchange').optional(),
    centre: identifier('the id of its centre').optional(),
    host: word('the host name or address of the exchange').regex(/^([\w.-]+|\[?[0-9a-f:]+\]?)$/i, {
      error: 'is no host name or address; give it alone, and the port under port:',
      abort: true,
    }),
    port: wholeNumber('the AMI port (5038 as a rule)', 1, 65535).optional(),
    username: word('the user that manager.conf names in [brackets]'),
    // What stands there may be the secret itself, so it is not repeated.
    secret_env: z
      .string({ error: expecting('the name of an environment variable') })
      .refine(
        isVariable,
        'is no name of an environment variable; the secret itself belongs there, never into this file',
      )
      .optional(),
    login: oneOf(['md5', 'plain']).default('md5'),
    tls: tls.default(false),
    queue_log: word('the path of its queue_log, or postgres://USER@HOST/DATABASE')
      .refine((place) => !isTableAddress(place) || URL.parse(place)?.password === '', {
        error:
          'holds a password; take it out and set SANTRAL_QUEUE_LOG_SECRET_ with the id of the exchange in the environment instead',
        abort: true,
      })
      .superRefine((place, context) => {
        try {
          if (isTableAddress(place)) tableAddress(place);
        } catch (error) {
          context.addIssue({ code: 'custom', message: `cannot be read: ${(error as Error).message}` });
        }
      })
      .optional(),
    queue_log_zone: zone('the IANA time zone of its clock, such as Europe/Istanbul').optional(),
    inbound_contexts: z
      .array(context('a dialplan context'), { error: expectingList('dialplan contexts', '- from-trunk') })
      .default([]),
    contained_contexts: z
      .array(
        word('a dialplan context, or one with an extension as ivr/5').regex(
          /^[\w.-]{1,79}(\/[^\s/]{1,79})?$/,
          'is no dialplan context; write it as ivr-served, or with an extension as ivr/5',
        ),
        { error: expectingList('dialplan contexts', '- ivr-served') },
      )
      .default([]),
    wrap_up_seconds: wholeNumber("the queues' wrapuptime", 0, 3600).default(0),
    ringing_limit_seconds: wholeNumber("how long an agent's phone may ring", 1, 3600).optional(),
    wrap_up_limit_seconds: wholeNumber('how long after-contact work may last', 1, 36_000).optional(),
    caller_numbers: yesNo.default(true),
  },
  { error: expectingBlock('an exchange', 'host: ADDRESS') },
);

const specialDay = z.strictObject(
  {
    id: identifier('a short id under which its earlier days are found'),
    label: word('what people call it').optional(),
    centre: identifier('the id of the centre it holds for').optional(),
    queues: z
      .array(word("the queue's name at the exchange"), { error: expectingList('queues', '- NAME') })
      .min(1, 'names no queue; list some, or leave the line out for all')
      .optional(),
    dates: z
      .array(dateSpan('a date such as 2026-03-02, or several as 2026-05-01..2026-05-03'), {
        error: expectingList('its dates', '- 2026-03-02'),
      })
      .min(1, 'names no date; list its dates below it, each as "- 2026-03-02"'),
    hours: hours.default({ fromMinute: 0, toMinute: 1440 }),
    effect: effect.default(null),
  },
  { error: expectingBlock('a special day', 'id: NAME') },
);

const fileSchema = z.strictObject(
  {
    centres: z.array(centre, { error: expectingList('centres', '- id: NAME') }).default([]),
    exchanges: z.array(exchange, { error: expectingList('exchanges', '- id: NAME') }).default([]),
    special_days: z.array(specialDay, { error: expectingList('special days', '- id: NAME') }).default([]),
    access: accessBlock.optional(),
    alarms: alarmsBlock.optional(),
  },
  { error: () => 'holds no settings; it lists centres and exchanges' },
);

export type SettingsFile = z.output<typeof fileSchema>;
/** Keys under which people put passwords. */
const secretKey = /secret|passw|passphrase|^pass$|^pwd$|token|sifre|şifre|parola|api_?key|database_url/i;

/**
 * Reads santral.yaml as far as it stands by itself. Every mistake is reported with its line; `settings` is null if there
 * was any, and `content` is what could be read all the same, for the checks across values.
 *
 * @param name the file's name as it is to stand in sentences
 */
export function readSettingsFile(
  bytes: Uint8Array,
  name: string,
): { settings: SettingsFile | null; content: unknown; mistakes: SettingsMistake[]; locate: Locate } {
  const { content, mistakes, locate } = readYaml(bytes, name);
  if (content === null) return { settings: null, content, mistakes, locate };
  const plain = withoutSecrets(content, (path, sentence) => mistakes.push({ where: locate(path), sentence }));

  const result = fileSchema.safeParse(plain);
  if (result.success) return { settings: mistakes.length > 0 ? null : result.data, content, mistakes, locate };
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
  return { settings: null, content, mistakes, locate };
}

/** A copy without secrets; each is told by its place, and none is ever repeated. */
function withoutSecrets(value: unknown, tell: (path: Path, sentence: string) => void, path: Path = []): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry, index) => withoutSecrets(entry, tell, [...path, index]));
  const kept = Object.entries(value).filter(([key]) => {
    if (isSecretKey(key))
      tell([...path, key], `a secret stands in the file; delete the line${insteadOf(key, path, value)}`);
    return !isSecretKey(key);
  });
  return Object.fromEntries(kept.map(([key, entry]) => [key, withoutSecrets(entry, tell, [...path, key])]));
}

/** Does a key promise a password? A file is copied and committed, so none may stand there. */
export function isSecretKey(key: string): boolean {
  return key !== 'secret_env' && secretKey.test(key);
}

function insteadOf(key: string, path: Path, around: object): string {
  if (/database/i.test(key)) return ' and set DATABASE_URL in the environment instead';
  if (path[0] !== 'exchanges') return ': secrets are set in the environment only';
  const { id = 'ID', secret_env } = around as Record<string, unknown>;
  const variable = isVariable(secret_env) ? secret_env : secretVariable(String(id));
  return ` and set ${variable} in the environment instead`;
}

/** The environment variable that holds an exchange's AMI secret unless `secret_env` names another one. */
export function secretVariable(exchangeId: string): string {
  return `SANTRAL_SECRET_${exchangeId.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
}

/** The environment variable that holds the password of the database that an exchange writes its queue_log into. */
export function queueLogSecretVariable(exchangeId: string): string {
  return secretVariable(exchangeId).replace('SANTRAL_', 'SANTRAL_QUEUE_LOG_');
}

/** May an environment variable have this name? */
export function isVariable(name: unknown): name is string {
  return typeof name === 'string' && /^[A-Z_][A-Z0-9_]*$/i.test(name);
}

function unknownKey(key: string, path: Path): string {
  const known = Object.keys(keysAt(path));
  const meant = nearestWord(key, known);
  const variable = variableFor(key);
  let cure = `known here: ${known.join(', ')}`;
  if (meant) cure = `did you mean ${meant}?`;
  else if (path.length === 0 && variable) cure = `set ${variable} in the environment instead`;
  return `${spell([...path, key])} is not a setting; ${cure}`;
}

function keysAt(path: Path): object {
  if (path[0] === 'special_days') return specialDay.shape;
  if (path[0] === 'alarms') return alarmsBlock.shape;
  if (path[0] === 'access') return path.includes('oidc') ? oidcBlock.shape : accessBlock.shape;
  if (path.includes('queues')) return queue.shape;
  if (path.includes('shrinkage')) return shrinkageBlock.shape;
  if (path.includes('tls')) return tlsBlock.shape;
  if (path[0] === 'exchanges') return exchange.shape;
  return path[0] === 'centres' ? centre.shape : fileSchema.shape;
}

/** What belongs into the environment, though somebody looked for it here. */
function variableFor(key: string): string | undefined {
  const name = key.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
  return [name, `SANTRAL_${name}`].find((variable) => variable in environmentVariables);
}

/** Every key that the file may hold, by the block that it stands in, for documents and their test. */
export const settingsKeys: Readonly<
  Record<
    'file' | 'centre' | 'queue' | 'exchange' | 'tls' | 'specialDay' | 'access' | 'oidc' | 'alarms',
    readonly string[]
  >
> = {
  file: Object.keys(fileSchema.shape),
  centre: Object.keys(centre.shape),
  queue: Object.keys(queue.shape),
  exchange: Object.keys(exchange.shape),
  tls: Object.keys(tlsBlock.shape),
  specialDay: Object.keys(specialDay.shape),
  access: Object.keys(accessBlock.shape),
  oidc: Object.keys(oidcBlock.shape),
  alarms: Object.keys(alarmsBlock.shape),
};

/** `exchanges[0].port`, as people count along the file. */
function spell(path: Path): string {
  const spelt = path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text ? `${text}.${step}` : step),
    '',
  );
  return spelt || 'the file';
}
