import { tokenHash } from '../access/oneTimeToken.ts';
import type { Principal } from '../access/principal.ts';
import type { Role } from '../access/role.ts';
import { centreDay } from '../interval/centreDay.ts';
import type { CentreSettings, ExchangeSettings } from '../settings.ts';
import type { BoardBook } from './boardBook.ts';
import { DeskNamespace } from './deskNamespace.ts';
import type { PartHealth, SourceHealth } from './feedEvents.ts';
import type { FeedSockets } from './feedSockets.ts';
import { FirstFloors } from './firstFloors.ts';
import { FloorRooms, type Wall } from './floorRooms.ts';
import { IngestNamespace, type IngestSocket } from './ingestNamespace.ts';
import { MergedFloor, type Touched } from './mergedFloor.ts';
import { recheckPersons } from './recheckPersons.ts';
import { TickerTimes } from './tickerTimes.ts';
import type { ViewScope } from './viewScope.ts';
import type { WallControl } from './wallControl.ts';
import type { PrincipalOf } from './wallDoor.ts';
import { WallNamespace } from './wallNamespace.ts';

export type { IngestSocket };

export interface FeedServerOptions {
  ingestKey: string;
  centres: readonly CentreSettings[];
  exchanges: readonly ExchangeSettings[];
  /** The build that this server runs; screens of another build reload. */
  build: string;
  /** Boards, screens and tickers; started and stopped by whoever made it. */
  book: BoardBook;
  /** Whose session a connection's cookie is. */
  principalOf: PrincipalOf;
  /** From which role on callers' numbers are shown whole on desks. Default: nobody. */
  callerNumbersFrom?: Role | 'nobody';
  /** A person begins to look at callers' whole numbers. */
  onNumbersShown?: (person: Principal) => void;
  /**
   * A screen gets its first floor when every exchange has told its own with its day counted, or so many ms after the start
   * in which this process was free to hear them: after a restart no screen shows a part as if it were all. Default 0.
   */
  firstFloorsMs?: number;
  onHealth: (health: PartHealth) => void;
  /** A process that reports left; `part` is its name. */
  onPartGone: (part: string) => void;
}
export interface FeedServer {
  sources: () => SourceHealth[];
  /** Processes that are connected, by part, to be asked for their metrics. */
  parts: () => Map<string, IngestSocket>;
  screens: () => number;
  /** Bytes that wait in this process for the screen that is furthest behind. */
  mostBuffered: () => number;
  control: WallControl;
  close: () => void;
}

const centreCheckMs = 5_000;

/** Joins workers (`/ingest`) to screens (`/wall`) and desks (`/desk`). */
export function attachFeed({ screens, workers }: FeedSockets, options: FeedServerOptions): FeedServer {
  const { book, centres, exchanges, principalOf, build, ingestKey } = options;
  const merged = new MergedFloor();

  const rooms: FloorRooms[] = [];
  const openRooms = (namespace: Wall) => {
    const opened = new FloorRooms(namespace, merged.floor, exchangesOf, true);
    rooms.push(opened);
    return opened;
  };
  // a centre's queues may stand at the exchange of another
  const exchangesOf = (scope: ViewScope) =>
    new Set(
      centres
        .filter(({ id }) => scope.centres?.includes(id))
        .flatMap(({ queues }) => queues.map(({ exchange }) => exchange)),
    );
  const touch = (touched: Touched) => {
    for (const one of rooms) one.touch(touched);
  };
  const firstFloors = new FirstFloors(
    exchanges.map(({ id }) => id),
    options.firstFloorsMs ?? 0,
    () => {
      for (const one of rooms) one.release();
    },
  );

  const wall = new WallNamespace(screens, openRooms, { book, principalOf, ingestKey, build });
  const desk = new DeskNamespace(screens, openRooms, {
    ...{ principalOf, build, centres: centres.map(({ id }) => id) },
    callerNumbersFrom: options.callerNumbersFrom ?? 'nobody',
    onNumbersShown: options.onNumbersShown ?? (() => undefined),
  });
  const stopRechecking = recheckPersons(() => new Map([...wall.persons(), ...desk.persons()]), principalOf);
  const tickerTimes = new TickerTimes((tickers) => touch(merged.replace('tickers', tickers)));
  const takeTickers = () => tickerTimes.set(book.tickers());
  takeTickers();
  book.onChange((part) => {
    if (part === 'tickers') takeTickers();
  });

  const startDays = () => {
    const now = Date.now();
    for (const centre of centres) {
      const { dayStart, nextDayStart } = centreDay(now, centre.zone);
      if (merged.floor.centres[centre.id]?.dayStart === dayStart) continue;
      const { id, label, zone, serviceLevelFormula: formula, target } = centre;
      touch(merged.put('centres', id, { id, label, zone, formula, targetRatio: target.ratio, dayStart, nextDayStart }));
    }
  };
  startDays();
  const centreTimer = setInterval(startDays, centreCheckMs);

  const sourceGone = (
    exchange: ExchangeSettings,
    state: SourceHealth['state'],
    cause: SourceHealth['cause'],
    detail: string,
  ) => {
    const { id, centre, label, demo } = exchange;
    const { lastHeardAt = null, uncounted } = merged.floor.sources[id] ?? {};
    const gone = { id, centre, label, state, since: Date.now(), lastHeardAt, cause, detail, demo };
    touch(merged.put('sources', id, uncounted ? { ...gone, uncounted } : gone));
  };
  for (const exchange of exchanges)
    sourceGone(exchange, 'connecting', 'starting', `The worker of ${exchange.label} is starting.`);

  const ingest = new IngestNamespace(workers, merged, {
    ...{ centres, exchanges, touch, onHealth: options.onHealth, onPartGone: options.onPartGone },
    onFloor: (exchange, snapshot) => firstFloors.came(exchange, snapshot),
    onExchangeLeft: (exchange) =>
      sourceGone(
        exchange,
        'stale',
        'worker_gone',
        `The worker of ${exchange.label} does not answer; if it has ended, it is started again by itself.`,
      ),
  });

  return {
    sources: () => Object.values(merged.floor.sources),
    parts: () => ingest.parts,
    screens: () => wall.count(),
    mostBuffered: () => wall.mostBuffered(),
    control: {
      build,
      boards: () => book.boards(),
      boardsChanged: () => book.read('boards'),
      screensChanged: () => book.read('screens'),
      tickersChanged: () => book.read('tickers'),
      floor: () => merged.floor,
      alarmRulesChanged: () => void ingest.parts.get('alarms')?.emit('alarmRules'),
      standingAlarm: (id) => merged.floor.alarms[id] ?? null,
      alarmAcknowledged: (alarm) => ingest.parts.get('alarms')?.emit('alarmAcknowledged', alarm) ?? false,
      personChanged: (personId) => {
        wall.closePerson(personId);
        desk.closePerson(personId);
      },
      liveScreens: () => wall.liveScreens(),
      isScreen: (token) => book.screenOfToken(tokenHash(token))?.revokedAt === null,
      identify: (screenId) => wall.identify(screenId),
    },
    close: () => {
      clearInterval(centreTimer);
      firstFloors.stop();
      stopRechecking();
      tickerTimes.stop();
      wall.stop();
      for (const one of rooms) one.stop();
    },
  };
}
