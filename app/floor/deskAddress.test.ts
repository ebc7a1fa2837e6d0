import { expect, test } from 'vitest';
import { type DeskAddress, readDeskAddress, usualDesk, writeDeskAddress } from './deskAddress.ts';

test('the usual desk has a bare address', () => {
  expect(writeDeskAddress(usualDesk)).toBe('');
  expect(readDeskAddress('')).toEqual(usualDesk);
});

test('whatever is shown is found again from its address', () => {
  const desk: DeskAddress = {
    centre: '153',
    view: 'agents',
    search: 'ışıl & co',
    agents: 'on_contact',
    calls: 'waiting',
    queue: '153:153-genel',
    agent: '153:PJSIP/1001',
    queueOrder: { column: 'longest', falling: true },
    callOrder: { column: 'since', falling: false },
    agentOrder: { column: 'kept', falling: false },
    limits: { pause: 30, wrapUp: null, talk: 15 },
  };
  expect(readDeskAddress(writeDeskAddress(desk))).toEqual(desk);
});

test('what is wrong in an address is as usual', () => {
  expect(readDeskAddress('?view=nowhere&agents=&agentOrder=height.down&pause=-3&talk=2.5&wrapUp=abc')).toEqual(
    usualDesk,
  );
});
