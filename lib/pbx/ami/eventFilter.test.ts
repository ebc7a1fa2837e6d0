import { expect, test } from 'vitest';
import { encodeAction } from './actions.ts';
import { eventFilters, NOISY_EVENTS, noneOf } from './eventFilter.ts';

const wanted = new Set(['Hangup', 'VarSet', 'BridgeEnter']);

/** A POSIX expression as JavaScript reads it; the constructs used mean the same in both. */
const posix = (expression: string) => new RegExp(expression.replaceAll('[:cntrl:]', '\\x00-\\x1f'), 's');

test('from Asterisk 22 on each unread event is excluded by name', () => {
  const filters = eventFilters('11.0.0', wanted, { variables: ['QUEUESTATUS'] });
  expect(filters).toHaveLength(NOISY_EVENTS.length - 1 + 1);
  expect(filters).toContainEqual({ Operation: 'Add', MatchCriteria: 'action(exclude),name(Newexten)' });
  expect(JSON.stringify(filters)).not.toMatch(/Hangup\)|BridgeEnter/);
  expect(filters.at(-1)?.MatchCriteria).toBe('action(exclude),name(VarSet),header(Variable),method(regex)');
});

test('of VarSet only the named variables come through', () => {
  for (const [variables, kept, dropped] of [
    [
      ['QUEUESTATUS'],
      ['QUEUESTATUS'],
      ['QUEUESTATUSX', 'QUEUESTATU', 'QUEUE', 'Q', '', 'XQUEUESTATUS', 'DIALSTATUS', 'q', '~HASH~'],
    ],
    [
      ['QUEUESTATUS', 'QUEUENAME', 'ABANDONED'],
      ['QUEUESTATUS', 'QUEUENAME', 'ABANDONED'],
      ['QUEUE', 'QUEUENAM', 'ABANDONEDX', 'A'],
    ],
    [
      ['A', 'AB'],
      ['A', 'AB'],
      ['', 'ABC', 'B', 'AC'],
    ],
  ] as const) {
    const excluded = posix(String(eventFilters('11.0.0', wanted, { variables }).at(-1)?.Filter));
    const legacy = posix(String(eventFilters('5.0.2', wanted, { variables }).at(-1)?.Filter).slice(1));
    for (const variable of [...kept, ...dropped]) {
      const isDropped = !(kept as readonly string[]).includes(variable);
      const event = `Event: VarSet\r\nPrivilege: dialplan,all\r\nUniqueid: 1\r\nVariable: ${variable}\r\nValue: TIMEOUT\r\n`;
      expect(excluded.test(variable), variable).toBe(isDropped);
      expect(legacy.test(event), variable).toBe(isDropped);
      expect(legacy.test(event.replace('VarSet', 'Hangup'))).toBe(false);
    }
  }
});

test('before Asterisk 22 one expression excludes the unread, and every line can be sent', () => {
  const filters = eventFilters('9.0.0', wanted, { variables: ['QUEUESTATUS'] });
  expect(filters).toHaveLength(2);
  const unread = posix(String(filters[0]?.Filter).slice(1));
  expect(unread.test('Event: Newexten\r\nPrivilege: dialplan,all\r\n')).toBe(true);
  expect(unread.test('Event: NewextenX\r\n')).toBe(false);
  expect(unread.test('Event: BridgeEnter\r\n')).toBe(false);
  expect(unread.test('Event: UserEvent\r\nEvent: Newexten\r\n')).toBe(false);
  for (const filter of filters) expect(() => encodeAction('Filter', '1', filter)).not.toThrow();
});

test('without VarSet all of it is excluded; with no variable named none is', () => {
  expect(eventFilters('11.0.0', new Set(), {})).toContainEqual({
    Operation: 'Add',
    MatchCriteria: 'action(exclude),name(VarSet)',
  });
  expect(JSON.stringify(eventFilters('11.0.0', wanted, {}))).not.toContain('VarSet');
  expect(JSON.stringify(eventFilters('9.0.0', wanted, {}))).not.toContain('VarSet');
});

test('a name that is no variable is refused', () => {
  expect(() => noneOf(['CDR(x)'], '$')).toThrow(RangeError);
});
