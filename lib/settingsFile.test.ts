import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSettings } from './settings.ts';
import { SettingsError } from './settingsMistake.ts';

/** What a person may get wrong in santral.yaml or the environment, and what is said of it. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'santral-file-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const site = `centres:
  - id: merkez
    queues:
      - { exchange: kuzey, queue: genel }
      - { exchange: guney, queue: genel }
exchanges:
  - id: kuzey
    host: 10.0.0.5
    username: santral
  - id: guney
    host: 10.0.0.6
    username: santral
`;
const secrets = { SANTRAL_SECRET_KUZEY: 'k', SANTRAL_SECRET_GUNEY: 'g' };
/** Changes the first place where `from` stands. */
const but = (from: string | RegExp, to: string) => site.replace(from, to);

function load(content: string | Uint8Array, env: Record<string, string> = secrets) {
  const cwd = mkdtempSync(join(folder, 'case-'));
  writeFileSync(join(cwd, 'santral.yaml'), content);
  return loadSettings(env, cwd);
}
function mistakesOf(content: string | Uint8Array, env?: Record<string, string>): string[] {
  try {
    load(content, env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.mistakes.map(({ where, sentence }) => `${where.replace('santral.yaml', 'y')}: ${sentence}`);
  }
  return [];
}

type Case = [what: string, yaml: string | Uint8Array, said: string[], env?: Record<string, string>];

describe('the text itself', () => {
  it.each<Case>([
    ['is empty', '', ['y: lists no exchange; add one under exchanges:, or remove the file to run the demo']],
    [
      'holds comments only',
      '# later\n',
      ['y: lists no exchange; add one under exchanges:, or remove the file to run the demo'],
    ],
    ['is a list', '- id: merkez\n', ['y:1: the file holds no settings; it lists centres and exchanges']],
    ['is a sentence', 'merhaba\n', ['y:1: the file holds no settings; it lists centres and exchanges']],
    [
      'is indented with tabs, each line named',
      but('    host: 10.0.0.5\n', '\thost: 10.0.0.5\n').replace('    username', '\tusername'),
      ['y:8: is indented with a tab; use spaces', 'y:9: is indented with a tab; use spaces'],
    ],
    [
      'leaves a bracket open',
      but('genel }', 'genel'),
      ['y:5:7: is no valid YAML: Flow map in block collection must be sufficiently indented and end with a }'],
    ],
    [
      'leaves a quote open',
      but('host: 10.0.0.6', 'host: "10.0.0.6'),
      ['y:13:1: is no valid YAML: Missing closing "quote'],
    ],
    ['has two documents', `${site}---\n${site}`, ['y:13:1: begins a second document (---); keep one']],
    [
      'names a key twice, beside other mistakes',
      `${site}    host: 10.0.0.7\n    port: x\n`,
      [
        'y:13:5: host stands twice in the same block; keep one',
        'y:14: exchanges[1].port is "x"; give the AMI port (5038 as a rule), a whole number from 1 to 65535',
      ],
    ],
    [
      'repeats what is not there',
      but('username: santral', 'username: *user'),
      ['y:9:15: *user refers to nothing; write &user before the value that it repeats'],
    ],
    [
      'is UTF-16',
      Buffer.from(`\uFEFF${site}`, 'utf16le'),
      ['y: is not written in UTF-8; save it with the encoding UTF-8'],
    ],
    [
      'is Windows-1254, as an old editor writes Turkish',
      Buffer.from(but('queue: genel', 'queue: \xFEube'), 'latin1'),
      ['y: is not written in UTF-8; save it with the encoding UTF-8'],
    ],
  ])('%s', (_, yaml, said) => expect(mistakesOf(yaml)).toEqual(said));

  it('may have a byte order mark, Windows line ends and Turkish letters', () => {
    const yaml = but('queues:', 'label: İSU Çağrı Merkezi\n    queues:').replaceAll('\n', '\r\n');
    expect(load(`\uFEFF${yaml}`).centres[0]).toMatchObject({ label: 'İSU Çağrı Merkezi', queues: [{}, {}] });
  });

  it('may use anchors, aliases and merge keys; a mistake is named where it stands', () => {
    const shared = but('  - id: kuzey\n', '  - &ortak\n    id: kuzey\n')
      .replace('    host: 10.0.0.6\n    username: santral\n', '    <<: *ortak\n    host: 10.0.0.6\n')
      .replace('  - id: guney\n', '  -\n    id: guney\n');
    expect(load(shared).exchanges).toMatchObject([
      { id: 'kuzey', host: '10.0.0.5', username: 'santral' },
      { id: 'guney', host: '10.0.0.6', username: 'santral' },
    ]);
    const port = 'give the AMI port (5038 as a rule), a whole number from 1 to 65535';
    expect(mistakesOf(shared.replace('host: 10.0.0.5', 'host: 10.0.0.5\n    port: 0'))).toEqual([
      `y:10: exchanges[0].port is "0"; ${port}`,
      `y:10: exchanges[1].port is "0"; ${port}`,
    ]);
  });
});

describe('keys and types', () => {
  it.each<Case>([
    [
      'unknown keys at every depth',
      `${but('queue: genel }', 'quue: genel }').replace('  - id: merkez', '  - id: merkez\n    zon: UTC')}    tls: { servernme: x }\nqueues: []\n`,
      [
        'y:3: centres[0].zon is not a setting; did you mean zone?',
        'y:5:28: centres[0].queues[0].quue is not a setting; did you mean queue?',
        'y:14:12: exchanges[1].tls.servernme is not a setting; did you mean servername?',
        'y:15: queues is not a setting; known here: centres, exchanges, special_days, access, alarms',
        "y:5: centres[0].queues[0].queue is missing; give the queue's name at the exchange",
      ],
    ],
    [
      'what belongs into the environment',
      `port: 3000\ndata: /var/santral\n${site}`,
      [
        'y:1: port is not a setting; set PORT in the environment instead',
        'y:2: data is not a setting; set SANTRAL_DATA in the environment instead',
      ],
    ],
    [
      'a list where a word belongs',
      but('host: 10.0.0.5', 'host: [10.0.0.5]'),
      ['y:8: exchanges[0].host is a list; give the host name or address of the exchange'],
    ],
    [
      'a block where a list belongs',
      but(/exchanges:[\s\S]*/, 'exchanges:\n  kuzey: 10.0.0.5\n'),
      ['y:6: exchanges is a block; list exchanges below it, each as "- id: NAME"'],
    ],
    [
      'a word where a block belongs',
      but('- { exchange: kuzey, queue: genel }', '- genel'),
      ['y:4: centres[0].queues[0] is "genel"; describe a queue, beginning "queue: NAME"'],
    ],
    [
      'a switch that is none',
      `${site}    tls: evet\n`,
      ['y:13: exchanges[1].tls is "evet"; give true or false, or below it ca: FILE and servername: NAME'],
    ],
    [
      'an address with its port',
      but('10.0.0.5', '10.0.0.5:5038'),
      ['y:8: exchanges[0].host is no host name or address; give it alone, and the port under port:'],
    ],
    [
      'a line break on the way to the exchange',
      but('username: santral', 'username: "a\\r\\nAction: Logoff"'),
      [
        'y:9: exchanges[0].username holds a line break or another control character; give the user that manager.conf names in [brackets]',
      ],
    ],
    [
      'a zone in the wrong case',
      but('- id: merkez', '- id: merkez\n    zone: europe/berlin'),
      ['y:3: centres[0].zone is "europe/berlin", no time zone; did you mean Europe/Berlin?'],
    ],
    [
      'a zone by its offset',
      but('- id: merkez', '- id: merkez\n    zone: UTC+3'),
      ['y:3: centres[0].zone is "UTC+3", no time zone; give one such as Europe/Istanbul'],
    ],
    [
      'a misspelt zone',
      but('- id: merkez', '- id: merkez\n    zone: Europe/Istambul'),
      ['y:3: centres[0].zone is "Europe/Istambul", no time zone; did you mean Europe/Istanbul?'],
    ],
  ])('%s', (_, yaml, said) => expect(mistakesOf(yaml).sort()).toEqual(said.sort()));

  it.each([
    'Europe/Istanbul',
    'Europe/Berlin',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'America/Havana',
    'UTC',
    'Etc/GMT-3',
  ])('the zone %s is taken', (zone) =>
    expect(load(but('- id: merkez', `- id: merkez\n    zone: ${zone}`)).centres[0]?.zone).toBe(zone),
  );
});

describe('values that must fit together', () => {
  it.each<Case>([
    [
      'ids taken, also but for the case of letters',
      `${but('id: guney', 'id: Kuzey')}`
        .replace('exchange: guney', 'exchange: kuzey')
        .replace('queue: genel', 'queue: a'),
      [
        'y:10: the id Kuzey is taken by an earlier entry but for the case of its letters (kuzey); choose another',
        'y:10: SANTRAL_SECRET_KUZEY is the secret of exchange kuzey too; name one of each with secret_env:',
      ],
    ],
    [
      'the id of the board of all',
      but('id: merkez', 'id: all'),
      ['y:2: the id all is that of the board of every centre; choose another'],
    ],
    [
      'an exchange listed twice',
      but('10.0.0.6', '10.0.0.5\n    port: 5038'),
      ['y:11: 10.0.0.5:5038 is exchange kuzey already; an exchange is listed once'],
    ],
    [
      'one queue_log for two',
      `${but('    host: 10.0.0.5', '    queue_log: log/queue_log\n    host: 10.0.0.5')}    queue_log: ./log/queue_log\n`,
      ['y:14: this queue_log is read for exchange kuzey already; each exchange has a queue_log of its own'],
    ],
    [
      'a queue of two centres',
      but('exchanges:', '  - id: b\n    queues: [{ exchange: kuzey, queue: genel }]\nexchanges:').replaceAll(
        'username: santral',
        'username: santral\n    centre: b',
      ),
      ['y:7:14: queue genel is already listed in centre merkez; a queue has one centre'],
    ],
    [
      'a queue that names no exchange',
      but('exchange: kuzey, ', ''),
      ['y:4: queue genel does not say which exchange it is at; add exchange: ID'],
    ],
    [
      'a queue at a misspelt exchange',
      but('exchange: kuzey', 'exchange: kuzei'),
      ['y:4:11: there is no exchange kuzei; did you mean kuzey?'],
    ],
    [
      'an exchange of no centre',
      but('exchanges:', '  - id: b\nexchanges:'),
      [
        'y:8: exchange kuzey does not say which centre its queues belong to; add centre: ID',
        'y:11: exchange guney does not say which centre its queues belong to; add centre: ID',
      ],
    ],
    [
      'all of it at once, though a value is wrong besides',
      `${but('exchange: kuzey', 'exchange: bati').replace('10.0.0.6', '10.0.0.5')}    port: yok\n    wrap_up_seconds: -1\n    centre: dogu\n`,
      [
        'y:13: exchanges[1].port is "yok"; give the AMI port (5038 as a rule), a whole number from 1 to 65535',
        'y:14: exchanges[1].wrap_up_seconds is "-1"; give the queues\' wrapuptime, a whole number from 0 to 3600',
        'y:4:11: there is no exchange bati; known: kuzey, guney',
        'y:15: there is no centre dogu; known: merkez',
        'y:10: the AMI secret of exchange guney is not known; set SANTRAL_SECRET_GUNEY in the environment',
        'environment: PORT is "x"; give a whole number from 0 to 65535',
      ],
      { SANTRAL_SECRET_KUZEY: 'k', PORT: 'x' },
    ],
  ])('%s', (_, yaml, said, env) => expect(mistakesOf(yaml, env).sort()).toEqual(said.sort()));
});

describe('shrinkage', () => {
  const andCentre = (lines: string) => but('- id: merkez', `- id: merkez\n${lines}`);

  it('takes shares set by hand, and what pauses mean', () => {
    const yaml = andCentre(
      '    shrinkage: { leave: 0.12, sickness: "0,04", training: .03 }\n    pause_reasons: { Çay molası: break, Kod 7: contact }\n',
    );
    expect(load(yaml).shrinkages).toEqual([
      {
        centre: 'merkez',
        causes: [
          { cause: 'leave', share: 0.12, of: 'rostered' },
          { cause: 'sickness', share: 0.04, of: 'rostered' },
          { cause: 'training', share: 0.03, of: 'signed_in' },
        ],
        pauseMeanings: { 'Çay molası': 'break', 'Kod 7': 'contact' },
      },
    ]);
    expect(load(but('', '')).shrinkages).toEqual([{ centre: 'merkez', causes: [], pauseMeanings: {} }]);
  });

  it.each<Case>([
    [
      'a percentage, a cause that is none, a meaning that is none',
      andCentre('    shrinkage: { leave: 12, sicknes: 0.1 }\n    pause_reasons: { Mola: brake, X: y }\n'),
      [
        'y:3:18: centres[0].shrinkage.leave is "12"; give a share such as 0.12 for 12 %, below 1',
        'y:3:29: centres[0].shrinkage.sicknes is not a setting; did you mean sickness?',
        'y:4:22: centres[0].pause_reasons.Mola is "brake"; did you mean break?',
        'y:4:35: centres[0].pause_reasons.X is "y"; give what it means, one of break, training, meeting, other_work, other, contact',
      ],
    ],
    [
      'shares that leave nobody',
      andCentre('    shrinkage: { leave: 0.6, sickness: 0.5 }\n'),
      [
        'y:3: centres[0].shrinkage leaves nobody to take contacts; the shares of leave and sickness, and those of the others, must each add up to less than 1',
      ],
    ],
    [
      'no blocks',
      andCentre('    shrinkage: 0.3\n    pause_reasons: [Mola]\n'),
      [
        'y:3: centres[0].shrinkage is "0.3"; write shares below it, each as "leave: 0.12"',
        'y:4: centres[0].pause_reasons is a list; write reasons below it, each as "Çay molası: break"',
      ],
    ],
  ])('%s', (_, yaml, said, env) => expect(mistakesOf(yaml, env).sort()).toEqual(said.sort()));
});

describe('the calendar', () => {
  const andDays = (lines: string) => `${site}special_days:\n${lines}`;
  const country = 'give its ISO code, such as TR, DE, or DE-BY for a state';

  it('fills in the country of the zone, the whole day, and an effect that is learned', () => {
    const yaml = andDays('  - { id: kar, dates: [2026-01-12, 2026-02-03..2026-02-05] }\n');
    expect(load(yaml).calendars).toEqual([
      {
        centre: 'merkez',
        country: 'TR',
        schoolTerms: [],
        specialDays: [
          {
            id: 'kar',
            label: 'kar',
            centre: null,
            queues: null,
            dates: [
              { from: '2026-01-12', to: '2026-01-12' },
              { from: '2026-02-03', to: '2026-02-05' },
            ],
            fromMinute: 0,
            toMinute: 1440,
            ratio: null,
          },
        ],
      },
    ]);
  });

  it('takes hours, a ratio with a decimal comma, a queue, a state and school terms', () => {
    const yaml = andDays(
      '  - { id: kesinti, label: Su kesintisi, centre: merkez, queues: [genel], dates: [2026-03-02], hours: "9:00-24:00", effect: "1,8" }\n',
    ).replace('- id: merkez', '- id: merkez\n    country: DE-BY\n    school_terms: [2026-09-14..2026-11-13]');
    expect(load(yaml).calendars[0]).toMatchObject({
      country: 'DE-BY',
      schoolTerms: [{ from: '2026-09-14', to: '2026-11-13' }],
      specialDays: [{ label: 'Su kesintisi', queues: ['genel'], fromMinute: 540, toMinute: 1440, ratio: 1.8 }],
    });
  });

  it('a special day of one centre is none of another', () => {
    const yaml = andDays('  - { id: kesinti, centre: b, dates: [2026-03-02] }\n')
      .replace('exchanges:', '  - { id: b, zone: UTC }\nexchanges:')
      .replaceAll('username: santral', 'username: santral\n    centre: merkez');
    expect(load(yaml).calendars.map(({ country, specialDays }) => [country, specialDays.length])).toEqual([
      ['TR', 0],
      [null, 1],
    ]);
  });

  it.each<Case>([
    [
      'a country in small letters, and one that is none',
      but('- id: merkez', '- id: merkez\n    country: tr')
        .replace('exchanges:', '  - { id: b, country: Turkiye }\nexchanges:')
        .replaceAll('username: santral', 'username: santral\n    centre: b'),
      [
        'y:3: centres[0].country is "tr", no country whose public holidays are known; write TR',
        `y:7:14: centres[1].country is "Turkiye", no country whose public holidays are known; ${country}`,
      ],
    ],
    [
      'dates that are none, do not exist, or run backwards',
      andDays('  - id: kar\n    dates:\n      - 2.3.2026\n      - 2026-02-30\n      - 2026-03-05..2026-03-02\n'),
      [
        'y:16: special_days[0].dates[0] is "2.3.2026"; give a date such as 2026-03-02, or several as 2026-05-01..2026-05-03',
        'y:17: special_days[0].dates[1] names 2026-02-30, a date that does not exist; give a date such as 2026-03-02, or several as 2026-05-01..2026-05-03',
        'y:18: special_days[0].dates[2] ends before it begins; write 2026-03-02..2026-03-05',
      ],
    ],
    [
      'no date at all, hours past midnight, an effect in words',
      andDays(
        '  - id: kar\n    hours: 22:00-06:00\n    effect: çok\n  - { id: b, dates: [2026-03-02], hours: 9-17, effect: 180 }\n',
      ),
      [
        'y:14: special_days[0].dates is missing; list its dates below it, each as "- 2026-03-02"',
        'y:15: special_days[0].hours is "22:00-06:00", which ends before it begins; hours past midnight belong to the next date, as an entry of its own',
        'y:16: special_days[0].effect is "çok"; give learned, or the demand as a multiple of the usual, such as 1.8 (80 % more) or 0.6, at most 20',
        'y:17:35: special_days[1].hours is "9-17"; give hours such as 09:00-17:00',
        'y:17:48: special_days[1].effect is "180"; give learned, or the demand as a multiple of the usual, such as 1.8 (80 % more) or 0.6, at most 20',
      ],
    ],
    [
      'a centre and queues that do not exist, and a misspelt key',
      andDays(
        '  - { id: kar, centre: merkes, dates: [2026-03-02] }\n  - { id: b, queues: [gemel, yol], date: [2026-03-02], dates: [2026-03-02] }\n',
      ),
      [
        'y:14:16: there is no centre merkes; did you mean merkez?',
        'y:15:23: special day b names queue gemel, which no centre lists; did you mean genel?',
        'y:15:30: special day b names queue yol, which no centre lists; list it under queues: of its centre first',
        'y:15:36: special_days[1].date is not a setting; did you mean dates?',
      ],
    ],
    [
      'dates that are named twice, terms that overlap',
      andDays('  - { id: kar, dates: [2026-03-01..2026-03-04, 2026-03-02] }\n').replace(
        '- id: merkez',
        '- id: merkez\n    school_terms: [2026-09-14..2026-11-13, 2026-11-13..2027-01-22]',
      ),
      ['y:15:48: 2026-03-02 is named twice; keep one', 'y:3:44: 2026-11-13 lies in two terms; keep one'],
    ],
    [
      'a list that is none',
      `${site}special_days: kar\n`,
      ['y:13: special_days is "kar"; list special days below it, each as "- id: NAME"'],
    ],
  ])('%s', (_, yaml, said) => expect(mistakesOf(yaml).sort()).toEqual(said.sort()));
});

describe('secrets', () => {
  const noSecret = 'a secret stands in the file; delete the line';
  it.each<Case>([
    [
      'under any of their names',
      but('    host: 10.0.0.5', '    password: cokgizli\n    ami_secret: cokgizli\n    host: 10.0.0.5'),
      [
        `y:8: ${noSecret} and set SANTRAL_SECRET_KUZEY in the environment instead`,
        `y:9: ${noSecret} and set SANTRAL_SECRET_KUZEY in the environment instead`,
      ],
    ],
    [
      'in Turkish, under the variable that is named',
      but('    host: 10.0.0.5', '    şifre: cokgizli\n    secret_env: AMI_SIFRE\n    host: 10.0.0.5'),
      [`y:8: ${noSecret} and set AMI_SIFRE in the environment instead`],
      { ...secrets, AMI_SIFRE: 'k' },
    ],
    [
      'of the database',
      `database_url: postgres://u:cokgizli@h/d\n${site}`,
      [`y:1: ${noSecret} and set DATABASE_URL in the environment instead`],
    ],
    [
      'of anything',
      but('- id: merkez', '- id: merkez\n    api_key: cokgizli'),
      [`y:3: ${noSecret}: secrets are set in the environment only`],
    ],
    [
      'in place of the name of its variable',
      but('    host: 10.0.0.5', '    secret_env: "cok gizli"\n    host: 10.0.0.5'),
      [
        'y:8: exchanges[0].secret_env is no name of an environment variable; the secret itself belongs there, never into this file',
      ],
    ],
    [
      'in an address',
      but('10.0.0.5', 'santral:cokgizli@10.0.0.5'),
      ['y:8: exchanges[0].host is no host name or address; give it alone, and the port under port:'],
    ],
    [
      'missing, with one that is nearly named so',
      site,
      [
        'y:7: the AMI secret of exchange kuzey is not known; set SANTRAL_SECRET_KUZEY in the environment (SANTRAL_SECRET_KUZAY is set: is it meant?)',
      ],
      { SANTRAL_SECRET_KUZAY: 'cokgizli', SANTRAL_SECRET_GUNEY: 'g' },
    ],
    [
      'with a line break',
      site,
      ['y:7: SANTRAL_SECRET_KUZEY holds a line break or another control character; set it to the secret alone'],
      { ...secrets, SANTRAL_SECRET_KUZEY: 'cokgizli\n' },
    ],
  ])('%s, and are never repeated', (_, yaml, said, env) => {
    const mistakes = mistakesOf(yaml, env);
    expect(mistakes.sort()).toEqual(said.sort());
    expect(mistakes.join()).not.toMatch(/cok ?gizli/);
  });
});

describe('the environment', () => {
  it.each<[what: string, env: Record<string, string>, said: string[]]>([
    [
      'a misspelt variable',
      { SANTRAL_DTA: 'x' },
      ['environment: SANTRAL_DTA is not a setting; did you mean SANTRAL_DATA?'],
    ],
    [
      'a number out of range, and one that is none',
      { SANTRAL_DEMO_SPEED: '0', SANTRAL_DEMO_SEED: '1.5' },
      [
        'environment: SANTRAL_DEMO_SPEED is "0"; give a number from 0.1 to 100',
        'environment: SANTRAL_DEMO_SEED is "1.5"; give a whole number from 0 to 2147483647',
      ],
    ],
    [
      'a level that is none',
      { SANTRAL_LOG_LEVEL: 'verbose' },
      ['environment: SANTRAL_LOG_LEVEL is "verbose"; give one of trace, debug, info, warn, error, fatal, silent'],
    ],
    ['a switch that is none', { SANTRAL_DEV: 'yes' }, ['environment: SANTRAL_DEV is "yes"; give one of 0, 1']],
    [
      'a scene that is none',
      { SANTRAL_DEMO_SCENARIO: 'calm' },
      [
        'environment: SANTRAL_DEMO_SCENARIO is not known; give one of tidy, busy, or calls a second and agents such as 1.5/270, not calm',
      ],
    ],
    [
      'two servers on one port',
      { PORT: '15432', SANTRAL_DEMO_PORT_153: '15185' },
      [
        'environment: SANTRAL_DATABASE_PORT and PORT are both 15432; give SANTRAL_DATABASE_PORT another port',
        'environment: SANTRAL_DEMO_PORT_185 and SANTRAL_DEMO_PORT_153 are both 15185; give SANTRAL_DEMO_PORT_185 another port',
      ],
    ],
  ])('%s', (_, env, said) => expect(mistakesOf(site, { ...secrets, ...env })).toEqual(said));
});
