import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSettings } from './settings.ts';
import { SettingsError } from './settingsMistake.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'santral-settings-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const site = `centres:
  - id: merkez
    label: Merkez
    target: 85/15
    queues:
      - queue: genel
        label: Genel
      - queue: teknik
        threshold_seconds: 40
exchanges:
  - id: ana-santral
    host: 10.0.0.5
    username: santral
    queue_log: log/queue_log
`;
const secret = { SANTRAL_SECRET_ANA_SANTRAL: 'gizli' };

function load(yaml: string | null, env: Record<string, string> = {}) {
  const cwd = mkdtempSync(join(folder, 'case-'));
  if (yaml !== null) writeFileSync(join(cwd, 'santral.yaml'), yaml);
  return { cwd, settings: () => loadSettings(env, cwd) };
}
function mistakesOf(yaml: string | null, env: Record<string, string> = {}): string[] {
  try {
    load(yaml, env).settings();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.mistakes.map((mistake) => `${mistake.where}: ${mistake.sentence}`);
  }
  return [];
}

describe('without a file', () => {
  it('is the demo of both centres on loopback', () => {
    const { cwd, settings } = load(null);
    const { demo, port, host, dataDir, databaseUrl, centres, exchanges } = settings();
    expect({ demo, port, host, dataDir, databaseUrl }).toEqual({
      demo: { seed: 153, speed: 1, historyDays: 365 },
      port: 3000,
      host: '127.0.0.1',
      dataDir: join(cwd, 'data'),
      databaseUrl: null,
    });
    expect(centres.map((centre) => centre.id)).toEqual(['153', '185']);
    expect(exchanges.every((exchange) => exchange.demo && exchange.host === '127.0.0.1')).toBe(true);
  });

  it('moves the demo to other ports and speeds', () => {
    const { demo, exchanges } = load(null, { SANTRAL_DEMO_PORT_153: '25038', SANTRAL_DEMO_SPEED: '10' }).settings();
    expect(demo?.speed).toBe(10);
    expect(exchanges.map((exchange) => exchange.port)).toEqual([25038, 15185]);
  });

  it('makes a new key between processes unless one is given', () => {
    expect(load(null).settings().ingestKey).not.toBe(load(null).settings().ingestKey);
    expect(load(null, { SANTRAL_INGEST_KEY: 'k' }).settings().ingestKey).toBe('k');
  });

  it('is frozen through and through', () => {
    const settings = load(null).settings();
    expect(() => {
      (settings.centres as unknown[]).push(1);
    }).toThrow(TypeError);
    expect(Object.isFrozen(settings.centres[0]?.queues[0])).toBe(true);
  });
});

describe('with a file', () => {
  it('fills in what one centre and one exchange make plain', () => {
    const { cwd, settings } = load(site, secret);
    const { demo, centres, exchanges } = settings();
    expect(demo).toBeNull();
    expect(centres).toEqual([
      {
        id: 'merkez',
        label: 'Merkez',
        zone: 'Europe/Istanbul',
        serviceLevelFormula: 'of_offered_less_abandoned_in_time',
        target: { ratio: 0.85, thresholdSeconds: 15 },
        outOfScopeSubjects: [],
        queues: [
          { exchange: 'ana-santral', queue: 'genel', label: 'Genel', thresholdSeconds: 15 },
          { exchange: 'ana-santral', queue: 'teknik', label: 'teknik', thresholdSeconds: 40 },
        ],
      },
    ]);
    expect(exchanges[0]).toMatchObject({
      centre: 'merkez',
      port: 5038,
      secret: 'gizli',
      login: 'md5',
      tls: false,
      queueLog: join(cwd, 'log/queue_log'),
      demo: false,
    });
  });

  it('takes what tells of the IVR, and of what is out of scope', () => {
    const yaml = site
      .replace('    label: Merkez\n', '    label: Merkez\n    out_of_scope_subjects: [hastane randevusu, hukuk]\n')
      .concat('    inbound_contexts: [from-trunk, gelen.153]\n    contained_contexts: [ivr-served, ivr/5]\n');
    const { centres, exchanges } = load(yaml, secret).settings();
    expect(centres[0]?.outOfScopeSubjects).toEqual(['hastane randevusu', 'hukuk']);
    expect(exchanges[0]).toMatchObject({
      inboundContexts: ['from-trunk', 'gelen.153'],
      containedContexts: ['ivr-served', 'ivr/5'],
    });
  });

  it('keeps ids and labels as they are written, 0153 and no among them', () => {
    const yaml = 'centres: [{id: 0153, label: no}]\nexchanges: [{id: 0153, host: h, username: u}]\n';
    const { centres } = load(yaml, { SANTRAL_SECRET_0153: 's' }).settings();
    expect(centres[0]).toMatchObject({ id: '0153', label: 'no' });
  });

  it('takes another port for TLS', () => {
    const yaml = `${site}    tls: true\n`;
    expect(load(yaml, secret).settings().exchanges[0]).toMatchObject({
      port: 5039,
      tls: { rejectUnauthorized: true, ca: null, servername: null },
    });
  });
});

describe('each mistake is named with its place and cure', () => {
  const cases: [string, string | null, Record<string, string>, string][] = [
    ['no YAML', 'centres:\n  - id: a\n bad\n', {}, 'santral.yaml:3:1: is no valid YAML'],
    [
      'a context that no dialplan has',
      `${site}    inbound_contexts: [from trunk]\n`,
      secret,
      'inbound_contexts[0] may hold letters, digits, -, _ and . only',
    ],
    [
      'no place of a dialplan',
      `${site}    contained_contexts: [ivr/5/1]\n`,
      secret,
      'contained_contexts[0] is no dialplan context; write it as ivr-served, or with an extension as ivr/5',
    ],
    [
      'an unknown setting',
      `${site}    hots: x\n`,
      secret,
      'santral.yaml:15: exchanges[0].hots is not a setting; did you mean host?',
    ],
    [
      'an unknown list',
      `${site}exchange: []\n`,
      secret,
      'santral.yaml:15: exchange is not a setting; did you mean exchanges?',
    ],
    [
      'a port that is no number',
      site.replace('username: santral', 'username: s\n    port: 50x8'),
      secret,
      'santral.yaml:14: exchanges[0].port is "50x8"; give the AMI port (5038 as a rule), a whole number from 1 to 65535',
    ],
    [
      'a missing host',
      site.replace('    host: 10.0.0.5\n', ''),
      secret,
      'santral.yaml:11: exchanges[0].host is missing; give the host name or address of the exchange',
    ],
    [
      'a secret in the file',
      `${site}    secret: gizli\n`,
      secret,
      'santral.yaml:15: a secret stands in the file; delete the line and set SANTRAL_SECRET_ANA_SANTRAL in the environment instead',
    ],
    [
      'no secret in the environment',
      site,
      {},
      'santral.yaml:11: the AMI secret of exchange ana-santral is not known; set SANTRAL_SECRET_ANA_SANTRAL in the environment',
    ],
    ['no secret under its own name', `${site}    secret_env: AMI_SIFRE\n`, secret, 'set AMI_SIFRE in the environment'],
    [
      'an unknown centre',
      `${site}    centre: merkes\n`,
      secret,
      'santral.yaml:15: there is no centre merkes; did you mean merkez?',
    ],
    [
      'an unknown exchange',
      site.replace('- queue: genel', '- queue: genel\n        exchange: yok'),
      secret,
      'santral.yaml:7: there is no exchange yok; known: ana-santral',
    ],
    [
      'a queue listed twice',
      site.replace('queue: teknik', 'queue: genel'),
      secret,
      'santral.yaml:8: queue genel is already listed in centre merkez; a queue has one centre',
    ],
    [
      'an id used twice',
      site.replace('exchanges:', '  - id: merkez\nexchanges:'),
      secret,
      'santral.yaml:10: the id merkez is taken by an earlier entry',
    ],
    [
      'a wrong target',
      site.replace('85/15', 'yüzde 85'),
      secret,
      'santral.yaml:4: centres[0].target is "yüzde 85"; write it as 80/20',
    ],
    [
      'a target over 100 %',
      site.replace('85/15', '120/15'),
      secret,
      'santral.yaml:4: centres[0].target asks for a share outside 1–100 %',
    ],
    [
      'a wrong zone',
      site.replace('target: 85/15', 'zone: Istanbul'),
      secret,
      'santral.yaml:4: centres[0].zone is "Istanbul", no time zone; did you mean Europe/Istanbul?',
    ],
    [
      'an unknown formula',
      site.replace('target: 85/15', 'service_level: good'),
      secret,
      'santral.yaml:4: centres[0].service_level is "good"; give one of of_answered',
    ],
    ['a CA file that is not there', `${site}    tls:\n      ca: yok.pem\n`, secret, 'yok.pem does not exist'],
    [
      'an id that cannot stand in an address',
      site.replace('id: merkez', 'id: "a b"'),
      secret,
      'santral.yaml:2: centres[0].id may hold letters',
    ],
    [
      'centres that are no list',
      site.replace(/centres:[\s\S]*?exchanges:/, 'centres: 3\nexchanges:'),
      secret,
      'santral.yaml:1: centres is "3"; list centres below it, each as "- id: NAME"',
    ],
    [
      'no exchange at all',
      'centres: [{id: a}]\n',
      {},
      'santral.yaml:1: lists no exchange; add one under exchanges:, or remove the file to run the demo',
    ],
    ['a file that is not there', null, { SANTRAL_CONFIG: 'yok.yaml' }, 'yok.yaml, which does not exist'],
    [
      'an address beyond this machine',
      null,
      { HOST: 'santral' },
      'environment: HOST is "santral"; give an address of this machine',
    ],
    [
      'a port out of range',
      null,
      { PORT: '99999' },
      'environment: PORT is "99999"; give a whole number from 0 to 65535',
    ],
    [
      'a database address of another kind',
      null,
      { DATABASE_URL: 'mysql://u:p@h/d' },
      'environment: DATABASE_URL is no PostgreSQL address',
    ],
    [
      'a misspelt variable',
      null,
      { SANTRAL_DEMO_SPED: '2' },
      'environment: SANTRAL_DEMO_SPED is not a setting; did you mean SANTRAL_DEMO_SPEED?',
    ],
  ];
  for (const [name, yaml, env, sentence] of cases) {
    it(name, () => {
      const mistakes = mistakesOf(yaml, env);
      expect(mistakes).toHaveLength(1);
      expect(mistakes[0]).toContain(sentence);
    });
  }

  it('all at once, from file and environment', () => {
    const yaml = site.replace('10.0.0.5', '10.0.0.5\n    port: 0').replace('85/15', '85');
    expect(mistakesOf(yaml, { PORT: 'x' })).toHaveLength(4);
    expect(() => load(yaml, { PORT: 'x' }).settings()).toThrow('4 settings are wrong:');
  });

  it('never repeats a secret', () => {
    const said = mistakesOf(`${site}    password: cokgizli\n`, { DATABASE_URL: 'http://u:cokgizli@h/d' }).join('\n');
    expect(said).not.toContain('cokgizli');
  });
});
