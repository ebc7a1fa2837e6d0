import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';
import { addPauses, addStateTime, agentFigures, emptyAgentParts, sumAgentParts } from '#lib/history/agentFigures.ts';
import { messages } from '../../i18n/messages.ts';
import { agentsCsv } from './agentsCsv.ts';
import { hoursText } from './hoursText.ts';

const texts = (locale: 'tr' | 'en') => createTranslator({ locale, messages: messages[locale], namespace: 'agents' });
const zone = 'Europe/Istanbul';
const start = Date.UTC(2026, 9, 4, 21);
const end = start + 86_400_000;

const busy = emptyAgentParts();
addStateTime(busy, 'available', false, 1000.4);
addStateTime(busy, 'on_contact', false, 3000);
addStateTime(busy, 'paused', false, 600);
addPauses(busy, 'Yemek', { count: 1, seconds: 600 });
Object.assign(busy, { answered: 20, talks: 20, talkSeconds: 3010 });
const logged = emptyAgentParts();
Object.assign(logged, { answered: 2, talks: 1, talkSeconds: 75 });

const agents = [
  agentFigures({ exchange: 'x', agent: null, name: 'İrem Şahin', formerNames: [] }, logged),
  agentFigures({ exchange: 'x', agent: 'PJSIP/1', name: 'Çağrı Işık', formerNames: ['Çağrı Kaya'] }, busy),
];
const total = agentFigures({ exchange: null, agent: null, name: '', formerNames: [] }, sumAgentParts([busy, logged]));
const csv = { steps: [{ start, end, agents }], total, gaps: [], byDay: false, zone };

test('one line an agent by the Turkish alphabet, what is not known empty, the total last', () => {
  const lines = agentsCsv(csv, texts('tr'), 'tr').split('\r\n');
  expect(lines[0]).toMatch(/^\uFEFFTemsilci;Santraldeki kimliği;Önceki adları;Karşılanan;Ort\. konuşma \(sn\);/);
  expect(lines[0]).toMatch(/;Doluluk \(%\);Mola sayısı;Mola: Yemek \(adet\);Mola: Yemek \(sn\);Eksik gözlem$/);
  expect(lines[1]).toBe('Çağrı Işık;PJSIP/1;Çağrı Kaya;20;150,5;;4600;1000;0;3000;0;0;600;0;0;74,99;1;1;600;');
  expect(lines[2]).toBe('İrem Şahin;;;2;75;;;;;;;;;;;;;;;');
  expect(lines[3]).toBe('Toplam;;;22;146,9;;4600;1000;0;3000;0;0;600;0;0;74,99;1;1;600;');
});

test('day by day each line names its day, and a day that was not wholly observed', () => {
  const gaps = [{ from: end - 1000, to: null }];
  const lines = agentsCsv({ ...csv, gaps, byDay: true }, texts('en'), 'en').split('\r\n');
  expect(lines[1]).toMatch(/^2026-10-05,Çağrı Işık,PJSIP\/1,.*,yes$/);
  expect(lines[3]).toMatch(/^,Total,/);
});

test('time is written so that minutes are never read as hours', () => {
  expect([hoursText(1167), hoursText(36_061), hoursText(0), hoursText(null), hoursText(547_449.6)]).toEqual([
    '0:19:27',
    '10:01:01',
    '0:00:00',
    '–',
    '152:04:10',
  ]);
});
