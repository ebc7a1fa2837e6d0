import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SeededRandom } from '../pbx/demo/seededRandom.ts';
import { applyPatch } from './applyPatch.ts';
import type { ContactNow, Floor, FloorChanges, FloorRemovals, Patch } from './feedEvents.ts';
import { FloorView } from './floorView.ts';
import { MergedFloor } from './mergedFloor.ts';
import { busyFloor } from './testFeed.ts';
import { scopeOfDesk, type ViewScope } from './viewScope.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A wall's: contacts as long as they wait. */
const waitingOnly: ViewScope = { centres: ['153'], kinds: ['queues', 'contacts'], talks: false, callers: 'masked' };
const desk = scopeOfDesk(null, 'whole');

/** A floor of two exchanges and the screens that see it, who came at different moments. */
class Hall {
  readonly merged = new MergedFloor();
  readonly screens: { floor: Floor; seq: number }[] = [];
  readonly view: FloorView;
  #seq = 0;

  constructor(scope: ViewScope) {
    this.view = new FloorView('v', this.merged.floor, scope, new Set(), (patch) => this.#sent(patch));
  }

  tells(floor: Floor): void {
    this.#seq = 0;
    this.view.touch(this.merged.snapshot('153', { epoch: 'w', seq: 0, at: 0, floor }));
  }
  changes(changed: FloorChanges, removed: FloorRemovals = {}): void {
    this.#seq++;
    const touched = this.merged.patch('153', { epoch: 'w', seq: this.#seq, at: 0, changed, removed });
    if (touched === null) throw new Error('The patch is not the next one');
    this.view.touch(touched);
  }
  joins(): void {
    const { floor, seq } = structuredClone(this.view.snapshot(0));
    this.screens.push({ floor, seq });
  }
  /** What every screen shows once all is told, beside what one shows that comes now. */
  shown(): [Floor[], Floor] {
    vi.advanceTimersByTime(1_000);
    return [this.screens.map(({ floor }) => floor), this.view.snapshot(0).floor];
  }

  #sent(patch: Patch): void {
    for (const screen of this.screens) {
      if (patch.seq <= screen.seq) continue;
      expect(patch.seq).toBe(screen.seq + 1);
      screen.seq = patch.seq;
      applyPatch(screen.floor, structuredClone(patch));
    }
  }
}

const contact = (id: string, state: ContactNow['state']): ContactNow => ({
  ...{ id, queue: '153:genel', centre: '153', state, since: 1000 },
});

test('what ends just behind a snapshot in which it was told for the first time goes from that screen too', () => {
  const hall = new Hall(desk);
  hall.joins();
  hall.tells(busyFloor());
  hall.joins();
  hall.changes({}, { contacts: ['t'] });
  hall.joins();
  const [screens, fresh] = hall.shown();
  expect(Object.keys(fresh.contacts)).toEqual(['w']);
  expect(screens).toEqual([fresh, fresh, fresh]);
});

test('who is answered just behind a snapshot waits on no wall', () => {
  const hall = new Hall(waitingOnly);
  hall.tells(busyFloor());
  hall.joins();
  hall.changes({ contacts: { w: contact('w', 'on_contact') } });
  const [screens, fresh] = hall.shown();
  expect(fresh.contacts).toEqual({});
  expect(screens).toEqual([fresh]);
});

test.each([
  ['a desk', desk],
  ['a wall', waitingOnly],
])('whenever %s comes, in the end it shows what one shows that comes last (seeds 1 to 40)', (_, scope) => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = new SeededRandom('floor view', seed);
    const hall = new Hall(scope);
    hall.tells(busyFloor());
    for (let step = 0; step < 200; step++) {
      const id = `c${Math.floor(random.between(0, 8))}`;
      const act = random.uniform();
      if (act < 0.35) hall.changes({ contacts: { [id]: contact(id, random.chance(0.5) ? 'waiting' : 'on_contact') } });
      else if (act < 0.6) hall.changes({}, { contacts: [id] });
      else if (act < 0.75) hall.joins();
      else if (act < 0.78) hall.tells({ ...busyFloor(), contacts: { [id]: contact(id, 'waiting') } });
      else vi.advanceTimersByTime(random.between(0, 200));
    }
    const [screens, fresh] = hall.shown();
    for (const screen of screens) expect(screen, `seed ${seed}`).toEqual(fresh);
  }
});
