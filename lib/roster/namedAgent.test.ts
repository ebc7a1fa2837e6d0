import { expect, test } from 'vitest';
import { namedAgent } from './namedAgent.ts';

const known = [
  { agent: 'PJSIP/1001', name: 'Ayşe Yılmaz' },
  { agent: 'PJSIP/1002', name: 'Işıl Demir' },
  { agent: 'PJSIP/1003', name: 'Mehmet Kaya' },
  { agent: 'Local/1004@agents', name: 'Mehmet Kaya' },
];

test.each([
  ['PJSIP/1001', 'PJSIP/1001'],
  ['1002', 'PJSIP/1002'],
  ['IŞIL DEMİR', 'PJSIP/1002'],
  ['Mehmet Kaya', null],
  ['002', null],
  ['1005', null],
])('a roster’s %s is %s', (called, agent) => {
  expect(namedAgent(called, known)?.agent ?? null).toBe(agent);
});
