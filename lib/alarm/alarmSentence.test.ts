import { expect, it } from 'vitest';
import { type AlarmRule, alarmRuleSchema } from './alarmRule.ts';
import { alarmSentence, alarmWords, type TelledAlarm } from './alarmSentence.ts';
import { builtInRules } from './builtInRules.ts';
import { ruleSentence } from './ruleSentence.ts';

const labels = {
  centres: { 153: 'Büyükşehir 153', 185: 'İSU Alo 185' },
  queues: { '153:genel': 'Genel' },
  sources: { 153: 'Santral 153' },
};
const alarm = (change: Partial<TelledAlarm>): TelledAlarm => ({
  ...{ kind: 'waiting', centre: '153', queue: null, source: null, value: 14, limit: 10 },
  ...change,
});

it('says an alarm in both languages, what is not known left out', () => {
  const said = (change: Partial<TelledAlarm>) =>
    (['tr', 'en'] as const).map((locale) => alarmSentence(alarm(change), labels, locale));
  expect(said({})).toEqual(['Büyükşehir 153: 14 kişi bekliyor (sınır 10)', 'Büyükşehir 153: 14 waiting (limit 10)']);
  expect(said({ value: null })).toEqual([
    'Büyükşehir 153: bekleyen çok (sınır 10)',
    'Büyükşehir 153: many waiting (limit 10)',
  ]);
  expect(said({ kind: 'service_level', queue: '153:genel', value: 0.653, limit: 0.7 })).toEqual([
    'Genel: hizmet seviyesi %65,3 (alt sınır %70)',
    'Genel: service level 65.3% (at least 70%)',
  ]);
  expect(said({ kind: 'source_stale', source: '153', value: 3725, limit: null })).toEqual([
    'Santral 153: santralden 1 sa 2 dk süredir haber yok; sayılar güncel değil',
    'Santral 153: nothing heard from the exchange for 1 h 2 min; its numbers are old',
  ]);
  expect(said({ kind: 'no_agents', centre: null, value: 0, limit: 0 })[0]).toBe(
    'Tüm merkezler: çağrı alabilecek temsilci yok',
  );
});

it('names the queues and centres that an alarm is about where they are not all', () => {
  const queues = { '153:genel': 'Genel', '153:su': 'Su', '153:yol': 'Yol', '185:su': 'Su arıza' };
  const where = (change: Partial<TelledAlarm>) =>
    (['tr', 'en'] as const).map((locale) => alarmWords(alarm(change), { ...labels, queues }, locale).where);
  expect(where({ queues: ['153:genel', '153:su'] })).toEqual(['Genel, Su', 'Genel, Su']);
  expect(where({ centre: null, queues: Object.keys(queues) })).toEqual([
    'Genel, Su ve 2 kuyruk daha',
    'Genel, Su and 2 more queues',
  ]);
  expect(where({ centre: null, centres: ['153', '185'] })[0]).toBe('Büyükşehir 153, İSU Alo 185');
  // A screen of 153 alone knows no other centre's name.
  expect(where({ centre: null, centres: ['444', '153'] })).toEqual([
    'Büyükşehir 153 ve 1 merkez daha',
    'Büyükşehir 153 and 1 more centre',
  ]);
  expect(where({ queues: ['9:eski', '9:yeni'] })[0]).toBe('eski, yeni');
});

const rule = (change: Partial<AlarmRule> & Pick<AlarmRule, 'condition'>) =>
  alarmRuleSchema.parse({ id: 'r', level: 'alarm', raiseAfterSeconds: 60, clearAfterSeconds: 0, ...change });

it('says a rule in one sentence', () => {
  const waiting = rule({ condition: { kind: 'waiting', limit: 10, hysteresis: 3 }, per: 'queue' });
  expect(ruleSentence(waiting, labels, 'tr')).toBe(
    'Her kuyrukta tek tek bekleyen sayısı 10 üstüne çıkıp 1 dk öyle kalırsa alarm verilir; 7 veya altına inip aynı anda sona erer.',
  );
  expect(ruleSentence(waiting, labels, 'en')).toBe(
    'For each queue, an alarm is raised when more than 10 have been waiting for 1 min; it is over at 7 or fewer.',
  );
  const together = rule({
    per: 'together',
    level: 'warn',
    scope: { centres: ['153', '185'], queues: [] },
    condition: { kind: 'no_agents', counted: 'signed_in', most: 2, when: 'opening_hours' },
  });
  expect(ruleSentence(together, labels, 'tr')).toMatch(/^Büyükşehir 153 ve İSU Alo 185 toplamında tahmine göre /);
  for (const one of builtInRules)
    for (const locale of ['tr', 'en'] as const) expect(ruleSentence(one, labels, locale)).toMatch(/^\p{Lu}.*\.$/u);
});
