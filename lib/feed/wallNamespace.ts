import type { Server } from 'socket.io';
import type { Board } from '../board/board.ts';
import type { LiveScreen, ScreenAssignment, ScreenReport } from '../board/screenAssignment.ts';
import type { KeptScreen } from '../screen/keptScreen.ts';
import { screenReportSchema } from '../screen/screenSettings.ts';
import type { BoardBook, BookPart } from './boardBook.ts';
import { bufferedBytes } from './bufferedBytes.ts';
import type { FloorRooms, Wall, WallSocket } from './floorRooms.ts';
import { isSlow, tellLatest } from './slowReader.ts';
import { scopeOfAlarmWatch, scopeOfBoards } from './viewScope.ts';
import { admitToWall, type PrincipalOf, type WallGuest } from './wallDoor.ts';

export interface WallOptions {
  book: BoardBook;
  principalOf: PrincipalOf;
  ingestKey: string;
  build: string;
}

/** What is noted of a connection. */
interface Seat {
  guest: WallGuest;
  since: number;
  report: ScreenReport | null;
  /** The last board or assignment told, as JSON. */
  told: string;
}

/** When screens were last there is written so often. */
const seenMs = 60_000;

/** `/wall`: persons who look at a board, paired screens, and the alarm watch. */
export class WallNamespace {
  readonly #wall: Wall;
  readonly #rooms: FloorRooms;
  readonly #options: WallOptions;
  readonly #seats = new Map<WallSocket, Seat>();
  /** Screens that were connected since that was last written. */
  readonly #seen = new Map<string, { at: number; report: ScreenReport | null }>();
  readonly #seenTimer: NodeJS.Timeout;

  constructor(io: Server, rooms: (wall: Wall) => FloorRooms, options: WallOptions) {
    this.#wall = io.of('/wall');
    this.#rooms = rooms(this.#wall);
    this.#options = options;
    this.#wall.use((socket, next) => {
      admitToWall(socket.handshake.auth, socket.request.headers, options).then((guest) => {
        // Nobody would tell that they left.
        if (socket.conn.readyState !== 'open') return next();
        this.#seats.set(socket, { guest, since: Date.now(), report: null, told: '' });
        socket.conn.once('close', () => this.#seats.delete(socket));
        next();
      }, next);
    });
    this.#wall.on('connection', (socket) => this.#welcome(socket));
    options.book.onChange((part) => this.#bookChanged(part));
    this.#seenTimer = setInterval(() => this.#writeSeen(), seenMs);
  }

  /** Screens and pages that are connected; the alarm watch is none. */
  count(): number {
    let count = 0;
    for (const [{ connected }, { guest }] of this.#seats) if (connected && guest.kind !== 'alarm_watch') count++;
    return count;
  }

  /** Bytes that wait for the connection that is furthest behind. */
  mostBuffered(): number {
    return Math.max(0, ...[...this.#seats.keys()].map(bufferedBytes));
  }

  liveScreens(): LiveScreen[] {
    const live = new Map<string, LiveScreen>();
    for (const [{ connected }, { guest, since, report }] of this.#seats) {
      if (connected && guest.kind === 'screen') live.set(guest.id, { id: guest.id, connectedSince: since, report });
    }
    return [...live.values()];
  }

  identify(screenId: string): boolean {
    const screen = this.#options.book.screen(screenId);
    let any = false;
    for (const [socket, { guest }] of this.#seats) {
      if (screen === null || guest.kind !== 'screen' || guest.id !== screenId || !socket.connected) continue;
      socket.emit('identify', screen.name);
      any = true;
    }
    return any;
  }

  /** Closes what this person has open. */
  closePerson(personId: string): void {
    for (const [socket, { guest }] of this.#seats)
      if (guest.kind === 'person' && guest.person.id === personId) socket.disconnect(true);
  }

  /** Who is connected as a person, by connection. */
  persons(): Map<WallSocket, { id: string; role: string }> {
    const persons = new Map<WallSocket, { id: string; role: string }>();
    for (const [socket, { guest }] of this.#seats) if (guest.kind === 'person') persons.set(socket, guest.person);
    return persons;
  }

  stop(): void {
    clearInterval(this.#seenTimer);
  }

  #welcome(socket: WallSocket): void {
    const seat = this.#seats.get(socket);
    if (seat === undefined) {
      socket.disconnect(true);
      return;
    }
    socket.emit('build', this.#options.build);
    socket.on('resync', () => this.#rooms.resync(socket));
    socket.on('clock', (reply) => {
      // who asks and never reads would have the answers pile up here
      if (typeof reply === 'function' && !isSlow(socket)) reply(Date.now());
    });
    socket.on('disconnect', () => {
      this.#rooms.hide(socket);
      this.#seats.delete(socket);
    });
    const { guest } = seat;
    if (guest.kind === 'alarm_watch') this.#rooms.show(socket, scopeOfAlarmWatch);
    else if (guest.kind === 'person') this.#showBoard(socket, seat, guest.board);
    else {
      socket.on('report', (told) => this.#report(seat, guest.id, told));
      this.#note(guest.id, null);
      this.#showScreen(socket, seat, guest);
    }
  }

  #bookChanged(part: BookPart): void {
    if (part === 'tickers') return;
    for (const [socket, seat] of this.#seats) {
      if (!socket.connected) continue;
      if (seat.guest.kind === 'screen') this.#showScreen(socket, seat, seat.guest);
      else if (seat.guest.kind === 'person' && part === 'boards') this.#showBoard(socket, seat, seat.guest.board);
    }
  }

  #showBoard(socket: WallSocket, seat: Seat, id: string): void {
    const board = plain(this.#options.book.board(id));
    const told = JSON.stringify(board);
    if (told === seat.told) return;
    seat.told = told;
    tellLatest(socket, () => socket.emit('board', plain(this.#options.book.board(id))));
    if (board === null) this.#rooms.hide(socket);
    else this.#rooms.show(socket, scopeOfBoards([board]));
  }

  #showScreen(socket: WallSocket, seat: Seat, { id, tokenHash }: { id: string; tokenHash: string }): void {
    const screen = this.#options.book.screen(id);
    if (screen === null || screen.revokedAt !== null || screen.tokenHash !== tokenHash) {
      this.#rooms.hide(socket);
      socket.emit('revoked');
      socket.disconnect(true);
      return;
    }
    const assignment = this.#assignment(screen);
    const told = JSON.stringify(assignment);
    if (told === seat.told) return;
    seat.told = told;
    tellLatest(socket, () => socket.emit('assignment', this.#assignment(this.#options.book.screen(id) ?? screen)));
    this.#rooms.show(socket, scopeOfBoards(assignment.boards));
  }

  #assignment({ id, name, settings }: KeptScreen): ScreenAssignment {
    const boards = this.#options.book.boardsOf(settings.boards).map((board) => plain(board));
    return { ...settings, id, name, boards };
  }

  #report(seat: Seat, id: string, told: unknown): void {
    const read = screenReportSchema.safeParse(told);
    if (!read.success) return;
    seat.report = read.data;
    this.#note(id, read.data);
  }

  #note(id: string, report: ScreenReport | null): void {
    this.#seen.set(id, { at: Date.now(), report: report ?? this.#seen.get(id)?.report ?? null });
  }

  #writeSeen(): void {
    for (const { id, report } of this.liveScreens()) this.#note(id, report);
    const seen = [...this.#seen].map(([id, { at, report }]) => ({ id, at, report }));
    this.#seen.clear();
    void this.#options.book.seen(seen);
  }
}

/** A board without what its keeping adds: who changed it concerns no screen. */
function plain(board: Board): Board;
function plain(board: Board | null): Board | null;
function plain(board: Board | null): Board | null {
  if (board === null) return null;
  const { id, name, centres, tiles } = board;
  return { id, name, centres, tiles };
}
