import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Board } from '#lib/board/board.ts';
import { namesOfAll } from '#lib/board/boardName.ts';
import { type HallState, hallNow, sampleHall } from '#lib/board/sampleHall.ts';
import { hallOverview } from '#lib/board/templates/hallOverview.ts';
import { wholeBoardSchema } from '#lib/board/wholeBoard.ts';
import type { Floor } from '#lib/feed/feedEvents.ts';
import '../../../globals.css';
import { ClientMessages } from '../../../i18n/ClientMessages.tsx';
import type { Locale } from '../../../i18n/locale.ts';
import { messages } from '../../../i18n/messages.ts';
import { AlarmBanner } from '../../alarms/AlarmBanner.tsx';
import { BoardView } from '../BoardView.tsx';
import './stage.css';

/** What a test shows: everything by default is the hall overview of a busy hall, dark and in Turkish. */
export interface Staged {
  state?: HallState;
  locale?: Locale;
  theme?: 'dark' | 'light';
  /** In place of the hall overview; whole, or with only what matters. */
  board?: Partial<Board>;
  layout?: 'auto' | 'grid';
  /** Seconds since the last word, of a screen that lost its server. */
  lostSeconds?: number;
  /** Before any word. */
  silent?: boolean;
  metres?: number;
  diagonalInches?: number;
}

declare global {
  interface Window {
    show(staged: Staged): void;
    /** Draws so many patches within one second of a busy hall, each of one queue; tells the milliseconds of each. */
    patch(times: number): number[];
    /** Lets so many seconds pass. */
    pass(seconds: number): void;
  }
}

const root = createRoot(document.getElementById('stage') as HTMLElement);
let shown: Staged = {};
let patched: { floor: Floor; now: number } | null = null;

function draw(): void {
  const { state = 'busy', locale = 'tr', theme = 'dark', silent = false, lostSeconds = 0, layout = 'auto' } = shown;
  const { metres = 10, diagonalInches = 55 } = shown;
  document.documentElement.dataset.theme = theme;
  document.documentElement.lang = locale;
  const board = wholeBoardSchema.parse({
    ...hallOverview({ id: 'all', name: namesOfAll[0], centres: [] }),
    ...shown.board,
  });
  const lost = state === 'disconnected';
  const now = patched?.now ?? hallNow;
  const floor = silent ? null : (patched?.floor ?? sampleHall(lost ? 'busy' : state));
  const link = silent ? 'connecting' : lost ? 'lost' : 'live';
  root.render(
    <ClientMessages locale={locale} messages={messages[locale]}>
      <BoardView
        board={board}
        floor={floor}
        link={link}
        now={now}
        asOf={silent ? null : now - 1000 * (lost ? lostSeconds || 47 : 0)}
        viewing={viewing(metres, diagonalInches)}
        layout={layout}
        banner={<AlarmBanner floor={floor} link={link} now={now} centres={[]} volume={0} mayAcknowledge={false} />}
      />
    </ClientMessages>,
  );
}

const viewings = new Map<string, { metres: number; diagonalInches: number }>();
function viewing(metres: number, diagonalInches: number) {
  const key = `${metres} ${diagonalInches}`;
  const kept = viewings.get(key) ?? { metres, diagonalInches };
  viewings.set(key, kept);
  return kept;
}

window.show = (staged) => {
  shown = staged;
  patched = null;
  draw();
};
window.patch = (times) => {
  const before = patched ?? { floor: sampleHall(shown.state ?? 'busy'), now: hallNow };
  const ids = Object.keys(before.floor.queues);
  let { floor } = before;
  return Array.from({ length: times }, (_, nth) => {
    const queue = floor.queues[ids[nth % ids.length] ?? ''];
    if (!queue) throw new Error('The hall on the stage has no queue.');
    const waiting = (queue.waiting + 1) % 9;
    const longestWaitingSince = waiting === 0 ? null : (queue.longestWaitingSince ?? before.now - 30_000);
    floor = { ...floor, queues: { ...floor.queues, [queue.id]: { ...queue, waiting, longestWaitingSince } } };
    patched = { ...before, floor };
    const began = performance.now();
    flushSync(draw);
    return performance.now() - began;
  });
};
window.pass = (seconds) => {
  const before = patched ?? { floor: sampleHall(shown.state ?? 'busy'), now: hallNow };
  for (let second = 1; second <= seconds; second += 1) {
    patched = { ...before, now: before.now + 1000 * second };
    flushSync(draw);
  }
};
window.show({});
