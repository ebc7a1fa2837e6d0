import { expect, test } from 'vitest';
import { encodeAction } from './actions.ts';
import { eventFilters, NOISY_EVENTS, noneOf } from './eventFilter.ts';
import { heardEvents } from './heardEvents.ts';

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

test('steps of the dialplan come from the named contexts alone, and of those of arrival the first of each extension', () => {
  const contexts = { arrival: ['from-trunk', 'gelen.153'], whole: ['ivr-served'] };
  const exten = (context: string, priority: number) =>
    `Event: Newexten\r\nPrivilege: dialplan,all\r\nChannel: PJSIP/1\r\nContext: ${context}\r\nExten: 153\r\nPriority: ${priority}\r\nUniqueid: 1.1\r\n`;
  const few = { contexts, variables: ['QUEUESTATUS'], userEvents: ['SantralContact'] };
  const steps = new Set([...wanted, 'Newexten', 'UserEvent']);
  const byName = eventFilters('11.0.0', steps, few).filter(({ MatchCriteria }) =>
    /Newexten/.test(String(MatchCriteria)),
  );
  const legacy = eventFilters('9.0.0', steps, few).filter(({ Filter }) => /Newexten/.test(String(Filter)));
  const dropped = (context: string, priority: number) => [
    posix(String(byName[0]?.Filter)).test(context) || posix(String(byName[1]?.Filter)).test(exten(context, priority)),
    legacy.some(({ Filter }) => posix(String(Filter).slice(1)).test(exten(context, priority))),
  ];
  for (const [context, priority, isDropped] of [
    ['from-trunk', 1, false],
    ['from-trunk', 2, true],
    ['from-trunk', 11, true],
    ['from-trunk-2', 1, true],
    ['from', 1, true],
    ['gelen.153', 1, false],
    ['gelenX153', 1, true],
    ['ivr-served', 1, false],
    ['ivr-served', 7, false],
    ['ivr', 1, true],
    ['', 1, true],
  ] as const)
    expect(dropped(context, priority), `${context},${priority}`).toEqual([isDropped, isDropped]);
});

test('of UserEvents only the named ones come, of variables also all that begin as one that ends in a star', () => {
  const few = { variables: ['QUEUESTATUS', 'SANTRAL_*'], userEvents: ['SantralContact'] };
  const steps = new Set([...wanted, 'UserEvent']);
  const [variables, userEvents] = eventFilters('11.0.0', steps, few)
    .slice(-2)
    .map(({ Filter }) => posix(String(Filter)));
  for (const name of ['SANTRAL_', 'SANTRAL_SUBJECT', 'QUEUESTATUS']) expect(variables?.test(name), name).toBe(false);
  for (const name of ['SANTRAL', 'SANTRALX', 'QUEUESTATUS2', 'X']) expect(variables?.test(name), name).toBe(true);
  expect(userEvents?.test('SantralContact')).toBe(false);
  for (const name of ['GeriArama', 'SantralContact2', '']) expect(userEvents?.test(name), name).toBe(true);
});

test('what is too long for a line is filtered as far as a line goes, and never what is read', () => {
  const whole = Array.from({ length: 30 }, (_, nth) => `a-long-context-of-the-dialplan-${nth}`);
  const steps = new Set([...wanted, 'Newexten']);
  for (const version of ['9.0.0', '11.0.0']) {
    const filters = eventFilters(version, steps, { contexts: { arrival: whole.slice(0, 3), whole } });
    for (const filter of filters) expect(() => encodeAction('Filter', '1', filter)).not.toThrow();
    const filter = posix(String(filters.at(-1)?.Filter).replace(/^!/, ''));
    for (const name of whole)
      expect(filter.test(version === '9.0.0' ? `Event: Newexten\r\nContext: ${name}\r\n` : name)).toBe(false);
    expect(filter.test(version === '9.0.0' ? 'Event: Newexten\r\nContext: ivr\r\n' : 'ivr')).toBe(true);
  }
});

test('what the product asks of an exchange fits its lines', () => {
  const { wanted: heard, few } = heardEvents({
    inboundContexts: ['from-trunk'],
    containedContexts: ['ivr/5', 'ivr-served'],
  });
  expect(few.contexts).toEqual({ arrival: ['from-trunk'], whole: ['ivr', 'ivr-served'] });
  for (const version of ['9.0.0', '11.0.0'])
    for (const filter of eventFilters(version, heard, few))
      expect(() => encodeAction('Filter', '1', filter)).not.toThrow();
  const [variables] = eventFilters('11.0.0', heard, { variables: few.variables }).slice(-1);
  for (const name of ['QUEUESTATUS', 'ABANDONED', 'SANTRAL_SUBJECT', '_SANTRAL_CONTAINED', '__SANTRAL_SUBJECT'])
    expect(posix(String(variables?.Filter)).test(name), name).toBe(false);
  for (const name of ['QUEUEWAIT', 'SIPCALLID', '__C_XFER'])
    expect(posix(String(variables?.Filter)).test(name), name).toBe(true);
  expect(heardEvents({ inboundContexts: [], containedContexts: [] }).wanted.has('Newexten')).toBe(false);
});
