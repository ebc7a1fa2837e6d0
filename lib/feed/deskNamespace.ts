import type { Server } from 'socket.io';
import { NumberViewings } from '../access/numberViewings.ts';
import type { Principal } from '../access/principal.ts';
import { maySeeCallerNumbers, type Role } from '../access/role.ts';
import type { FloorRooms, Wall, WallSocket } from './floorRooms.ts';
import { isSlow } from './slowReader.ts';
import { scopeOfDesk } from './viewScope.ts';
import { admitPerson, type PrincipalOf, Refused } from './wallDoor.ts';

export interface DeskOptions {
  principalOf: PrincipalOf;
  build: string;
  /** Ids. */
  centres: readonly string[];
  /** From which role on callers' numbers are shown whole. */
  callerNumbersFrom: Role | 'nobody';
  /** A person begins to look at callers' whole numbers. */
  onNumbersShown: (person: Principal) => void;
}
interface Seat {
  person: Principal;
  /** null: all. */
  centre: string | null;
  callers: boolean;
}

/** `/desk`: persons who may see agents; everything of one centre or of all, callers' numbers as their role may see them. */
export class DeskNamespace {
  readonly #rooms: FloorRooms;
  readonly #options: DeskOptions;
  readonly #seats = new Map<WallSocket, Seat>();
  readonly #viewings = new NumberViewings();

  constructor(io: Server, rooms: (desk: Wall) => FloorRooms, options: DeskOptions) {
    const desk: Wall = io.of('/desk');
    this.#rooms = rooms(desk);
    this.#options = options;
    desk.use((socket, next) => {
      this.#admit(socket).then((seat) => {
        // Nobody would tell that they left.
        if (socket.conn.readyState !== 'open') return next();
        this.#seats.set(socket, seat);
        socket.conn.once('close', () => this.#seats.delete(socket));
        next();
      }, next);
    });
    desk.on('connection', (socket) => this.#welcome(socket));
  }

  closePerson(personId: string): void {
    for (const [socket, { person }] of this.#seats) if (person.id === personId) socket.disconnect(true);
  }

  /** Who is connected, by connection. */
  persons(): Map<WallSocket, { id: string; role: string }> {
    return new Map([...this.#seats].map(([socket, { person }]) => [socket, person]));
  }

  async #admit(socket: WallSocket): Promise<Seat> {
    const person = await admitPerson(socket.request.headers, this.#options.principalOf, 'see_agents');
    const centre: unknown = socket.handshake.auth.centre;
    const callers = socket.handshake.auth.callers !== 'none';
    if (centre === 'all') return { person, centre: null, callers };
    if (typeof centre === 'string' && this.#options.centres.includes(centre)) return { person, centre, callers };
    throw new Refused(`unknown_centre: there is no centre "${String(centre).slice(0, 40)}"`);
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
      if (typeof reply === 'function' && !isSlow(socket)) reply(Date.now());
    });
    const { person, centre, callers } = seat;
    const whole = callers && maySeeCallerNumbers(person.role, this.#options.callerNumbersFrom);
    socket.on('disconnect', () => {
      this.#rooms.hide(socket);
      this.#seats.delete(socket);
      if (whole) this.#viewings.closed(person.id, socket.id, Date.now());
    });
    if (whole && this.#viewings.opened(person.id, socket.id, Date.now())) this.#options.onNumbersShown(person);
    this.#rooms.show(socket, scopeOfDesk(centre, callers ? (whole ? 'whole' : 'masked') : null));
  }
}
