import { describe, expect, it } from 'vitest';
import type { ContactDay } from '#lib/feed/feedEvents.ts';
import { contactShares } from './contactShares.ts';
import { centreScope, everything } from './figureScope.ts';
import { centre, dayMs, dayStart, floor } from './sampleFloor.ts';

const noon = dayStart + 12 * 3_600_000;
function day(exchange: string, of: string, change: Partial<ContactDay> = {}): ContactDay {
  const start = change.start ?? dayStart;
  return {
    ...{ id: `${exchange}/${of}@${start}`, exchange, centre: of, start, observedSince: dayStart },
    ...{ contacts: 100, contained: 30, leftInIvr: 10, toQueue: 50, unknown: 4, withSubject: 20, outOfScope: 5 },
    ...change,
  };
}
const centres = [centre('153'), centre('185')];
const shares = (contactDays: ContactDay[], scope = everything, now = noon) =>
  contactShares(floor({ centres, contactDays }), scope, now);

describe('contactShares', () => {
  it('is contained ÷ those that ended in the IVR or passed it', () => {
    const found = shares([day('153', '153')], centreScope('153'));
    expect(found).toMatchObject({ containment: 30 / 90, unknown: 4, inIvr: 6, outOfScopeShare: 0.25, untold: [] });
  });

  it('weights centres and exchanges from their parts, and says who does not tell', () => {
    const two = [
      day('153', '153'),
      day('185', '185', { contained: 0, leftInIvr: 0, toQueue: 10, contacts: 10, unknown: 0 }),
    ];
    expect(shares(two)?.containment).toBe(30 / 100);
    expect(shares(two)?.withSubject).toBe(40);
    const silent = [day('153', '153'), day('185', '185', { observedSince: null, contained: 0, leftInIvr: 0 })];
    // Subjects are told by agents as well, IVR or not.
    expect(shares(silent)).toMatchObject({
      contained: 30,
      toQueue: 50,
      untold: ['185'],
      withSubject: 40,
      contacts: 200,
    });
  });

  it('is not known where nothing tells of the IVR, nor of another day', () => {
    expect(shares([])).toBeNull();
    expect(shares([day('153', '153', { observedSince: null })])).toMatchObject({
      ...{ toldOfIvr: false, containment: null, outOfScopeShare: 0.25 },
    });
    expect(shares([day('153', '153', { start: dayStart - dayMs })])).toBeNull();
    expect(shares([day('153', '153')], everything, noon + dayMs)).toBeNull();
  });

  it('has no share of nothing', () => {
    const none = { contacts: 2, contained: 0, leftInIvr: 0, toQueue: 0, unknown: 0, withSubject: 0, outOfScope: 0 };
    expect(shares([day('153', '153', none)])).toMatchObject({ containment: null, outOfScopeShare: null, inIvr: 2 });
  });

  it('says since when contacts were observed', () => {
    const late = day('185', '185', { observedSince: noon - 60_000 });
    expect(shares([day('153', '153'), late])?.observedSince).toBe(noon - 60_000);
  });
});
