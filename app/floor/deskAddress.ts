import { type AgentState, agentStates } from '#lib/agent/agentState.ts';

/** Which of the agents are listed. `here`: signed in, or not although rostered now; `out`: who do not keep to the roster. */
export const agentFilters = ['here', 'out', 'flagged', 'all', ...agentStates] as const;
export type AgentFilter = 'here' | 'out' | 'flagged' | 'all' | AgentState;
export const callFilters = ['all', 'waiting', 'on_contact'] as const;
export type CallFilter = (typeof callFilters)[number];
/** Shown one at a time where there is no room for all three. */
export const deskViews = ['queues', 'calls', 'agents'] as const;
export type DeskView = (typeof deskViews)[number];

export const queueColumns = ['name', 'waiting', 'longest', 'level', 'free', 'onContact', 'offered'] as const;
export type QueueColumn = (typeof queueColumns)[number];
export const callColumns = ['queue', 'state', 'since', 'agent', 'number'] as const;
export type CallColumn = (typeof callColumns)[number];
export const agentColumns = ['name', 'state', 'since', 'queues', 'adherence', 'kept'] as const;
export type AgentColumn = (typeof agentColumns)[number];

export interface Order<Column extends string> {
  column: Column;
  falling: boolean;
}

/** From how many minutes on a state is flagged; null: never. */
export interface Limits {
  pause: number | null;
  wrapUp: number | null;
  talk: number | null;
}

/** What a desk shows, as it stands in its address. */
export interface DeskAddress {
  /** A centre's id, or `all`. */
  centre: string;
  view: DeskView;
  search: string;
  agents: AgentFilter;
  calls: CallFilter;
  /** The queue and the agent whose panels are open, by their ids. */
  queue: string | null;
  agent: string | null;
  queueOrder: Order<QueueColumn>;
  callOrder: Order<CallColumn>;
  agentOrder: Order<AgentColumn>;
  limits: Limits;
}

export const usualDesk: DeskAddress = {
  centre: 'all',
  view: 'queues',
  search: '',
  agents: 'here',
  calls: 'all',
  queue: null,
  agent: null,
  queueOrder: { column: 'name', falling: false },
  callOrder: { column: 'since', falling: true },
  agentOrder: { column: 'name', falling: false },
  limits: { pause: 20, wrapUp: 5, talk: 15 },
};

/** Reads an address; what is absent or wrong is as usual. */
export function readDeskAddress(search: string): DeskAddress {
  const params = new URLSearchParams(search);
  const one = <T extends string>(name: string, known: readonly T[], usual: T): T =>
    known.find((value) => value === params.get(name)) ?? usual;
  const order = <C extends string>(name: string, columns: readonly C[], usual: Order<C>): Order<C> => {
    const [column, way] = (params.get(name) ?? '').split('.');
    const found = columns.find((known) => known === column);
    return found === undefined ? usual : { column: found, falling: way === 'down' };
  };
  const text = (name: string) => params.get(name)?.slice(0, 200) || null;
  return {
    centre: text('centre') ?? usualDesk.centre,
    view: one('view', deskViews, usualDesk.view),
    search: text('search') ?? '',
    agents: one('agents', agentFilters, usualDesk.agents),
    calls: one('calls', callFilters, usualDesk.calls),
    queue: text('queue'),
    agent: text('agent'),
    queueOrder: order('queueOrder', queueColumns, usualDesk.queueOrder),
    callOrder: order('callOrder', callColumns, usualDesk.callOrder),
    agentOrder: order('agentOrder', agentColumns, usualDesk.agentOrder),
    limits: {
      pause: minutes(params.get('pause'), usualDesk.limits.pause),
      wrapUp: minutes(params.get('wrapUp'), usualDesk.limits.wrapUp),
      talk: minutes(params.get('talk'), usualDesk.limits.talk),
    },
  };
}

/** The address's question, with `?`, of what is not as usual; empty when all is. */
export function writeDeskAddress(desk: DeskAddress): string {
  const params = new URLSearchParams();
  for (const name of ['centre', 'view', 'search', 'agents', 'calls', 'queue', 'agent'] as const) {
    const value = desk[name];
    if (value !== null && value !== usualDesk[name]) params.set(name, value);
  }
  for (const name of ['queueOrder', 'callOrder', 'agentOrder'] as const) {
    const { column, falling } = desk[name];
    if (column !== usualDesk[name].column || falling !== usualDesk[name].falling)
      params.set(name, falling ? `${column}.down` : column);
  }
  for (const name of ['pause', 'wrapUp', 'talk'] as const)
    if (desk.limits[name] !== usualDesk.limits[name]) params.set(name, String(desk.limits[name] ?? 'none'));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

function minutes(given: string | null, usual: number | null): number | null {
  if (given === 'none') return null;
  const value = Number(given);
  return given !== null && Number.isInteger(value) && value >= 1 && value <= 600 ? value : usual;
}
