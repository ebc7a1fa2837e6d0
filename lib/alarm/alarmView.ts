import { allCentres, boardFigures, type QueueRow } from '#lib/board/boardFigures.ts';
import type { AgentNow, Floor } from '#lib/feed/feedEvents.ts';
import type { ForecastToday } from './forecastToday.ts';

/** The floor of one instant as rules look at it; what several of them ask for is worked out once. */
export class AlarmView {
  readonly floor: Floor;
  /** Whether the floor is of this moment: the link to it is up, and it has been told whole. */
  readonly linked: boolean;
  /** Epoch ms. */
  readonly now: number;
  readonly forecast: ForecastToday;
  #rows: ReadonlyMap<string, QueueRow> | null = null;
  #agents: ReadonlyMap<string, AgentNow[]> | null = null;

  constructor({
    floor,
    linked,
    now,
    forecast,
  }: { floor: Floor; linked: boolean; now: number; forecast: ForecastToday }) {
    this.floor = floor;
    this.linked = linked;
    this.now = now;
    this.forecast = forecast;
  }

  isLive(exchange: string): boolean {
    return this.linked && this.floor.sources[exchange]?.state === 'live';
  }

  /** A queue's figures of today. */
  row(queue: string): QueueRow | undefined {
    this.#rows ??= new Map(boardFigures(this.floor, allCentres, this.now).queues.map((of) => [of.queue.id, of]));
    return this.#rows.get(queue);
  }

  /** Agents who serve one of the queues, each once. */
  agentsOf(queues: readonly { id: string }[]): AgentNow[] {
    this.#agents ??= byQueue(Object.values(this.floor.agents));
    return [...new Set(queues.flatMap(({ id }) => this.#agents?.get(id) ?? []))];
  }
}

function byQueue(agents: readonly AgentNow[]): Map<string, AgentNow[]> {
  const found = new Map<string, AgentNow[]>();
  for (const agent of agents) {
    for (const queue of agent.queues) {
      const known = found.get(queue);
      if (known) known.push(agent);
      else found.set(queue, [agent]);
    }
  }
  return found;
}
