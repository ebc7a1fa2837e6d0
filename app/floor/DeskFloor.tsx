'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { boardFigures } from '#lib/board/boardFigures.ts';
import { dayStartOf } from '#lib/board/dayTotals.ts';
import { freshness } from '#lib/board/freshness.ts';
import { emptyFloor } from '#lib/feed/applyPatch.ts';
import { useFormats } from '../i18n/useFormats.ts';
import { ActivitySince } from './adherence/activitySince.ts';
import { useRoster } from './adherence/useRoster.ts';
import { AgentDetail } from './agent/AgentDetail.tsx';
import { AgentsTable } from './agent/AgentsTable.tsx';
import { CallsTable } from './CallsTable.tsx';
import styles from './Desk.module.css';
import type { ShownNumbers } from './Desk.tsx';
import { DeskBar } from './DeskBar.tsx';
import { DeskNotes } from './DeskNotes.tsx';
import { DeskSummary } from './DeskSummary.tsx';
import type { DeskAddress } from './deskAddress.ts';
import { deskAgents, fitsFilter, NameRanks, plannedDays } from './deskAgents.ts';
import { deskCalls } from './deskCalls.ts';
import { QueueDetail } from './queue/QueueDetail.tsx';
import { QueuesTable } from './queue/QueuesTable.tsx';
import { useDesk } from './useDesk.ts';
import { ViewTabs } from './ViewTabs.tsx';

interface Props {
  centre: string;
  centres: readonly { id: string; label: string }[];
  numbers: ShownNumbers;
  address: DeskAddress;
  change: (change: Partial<DeskAddress>, how?: 'push' | 'replace') => void;
}

const nothing = emptyFloor();

/** One centre's floor, or that of all, fed by the socket; rosters come by their own way. */
export function DeskFloor({ centre, centres, numbers, address, change }: Props) {
  const formats = useFormats();
  const { link, floor, now, asOf, refused } = useDesk(centre);
  const { roster, failed } = useRoster(centre);
  const [activities] = useState(() => new ActivitySince());
  const [ranks] = useState(() => new NameRanks(formats.compare));
  const shown = floor ?? nothing;
  const at = asOf ?? now;

  const today = Object.values(shown.centres)
    .map((one) => dayStartOf(one, at))
    .join();
  // `at` only decides which day is today's.
  // biome-ignore lint/correctness/useExhaustiveDependencies: worked out anew when the floor or the day changes, not each second
  const figures = useMemo(() => boardFigures(shown, 'all', at), [shown, today]);
  const fresh = useMemo(() => freshness(link, figures.sources, at), [link, figures.sources, at]);
  const labels = useMemo(() => new Map(figures.queues.map(({ queue }) => [queue.id, queue.label])), [figures.queues]);
  const days = useMemo(() => plannedDays(roster), [roster]);
  const agents = useMemo(() => {
    activities.take(shown.agents, roster);
    return deskAgents(shown, days, { fresh, activities, now: at });
  }, [shown, days, roster, activities, fresh, at]);
  const nameRank = useMemo(() => ranks.of(agents), [ranks, agents]);
  const calls = useMemo(() => deskCalls(shown, fresh, labels), [shown, fresh, labels]);
  const zone = figures.centres[0]?.zone ?? 'Europe/Istanbul';

  const openQueue = figures.queues.find(({ queue }) => queue.id === address.queue) ?? null;
  const openAgent = agents.find(({ id }) => id === address.agent) ?? null;
  const lists = useRef<HTMLDivElement>(null);
  useFocusBack(address.agent ?? address.queue, lists);
  const close = (what: 'queue' | 'agent') => change({ [what]: null }, 'push');

  return (
    <>
      <DeskBar centres={centres} address={address} change={change} />
      <DeskNotes
        link={link}
        fresh={floor === null ? null : fresh}
        figures={figures}
        refused={refused}
        roster={{ roster, failed }}
        now={now}
        asOf={asOf}
        zone={zone}
      />
      <DeskSummary
        figures={figures}
        fresh={floor === null ? null : fresh}
        out={
          roster === null || roster.agents.length === 0
            ? null
            : agents.filter((row) => fitsFilter(row, 'out', address.limits)).length
        }
        onOut={() => change({ agents: 'out', view: 'agents' }, 'push')}
      />
      <ViewTabs view={address.view} onView={(view) => change({ view })} />
      <div ref={lists} className={styles.lists} data-view={address.view} data-dim={floor !== null && !fresh.live}>
        <div className={styles.left}>
          {openAgent !== null ? (
            <AgentDetail row={openAgent} labels={labels} zone={zone} now={at} onClose={() => close('agent')} />
          ) : openQueue !== null ? (
            <QueueDetail row={openQueue} figures={figures} fresh={fresh} at={at} onClose={() => close('queue')} />
          ) : (
            <QueuesTable rows={figures.queues} fresh={fresh} address={address} change={change} known={floor !== null} />
          )}
          <CallsTable
            calls={calls}
            queue={openQueue?.queue.id ?? null}
            numbers={numbers}
            address={address}
            change={change}
            known={floor !== null}
          />
        </div>
        <div className={styles.right}>
          <AgentsTable
            agents={agents}
            queue={openQueue?.queue.id ?? null}
            labels={labels}
            nameRank={nameRank}
            address={address}
            change={change}
            known={floor !== null}
            rosterKnown={roster !== null && roster.agents.length > 0}
          />
        </div>
      </div>
    </>
  );
}

/** When a panel closes, the focus goes back to the row that opened it. */
function useFocusBack(open: string | null, lists: React.RefObject<HTMLDivElement | null>): void {
  const before = useRef(open);
  useEffect(() => {
    const was = before.current;
    before.current = open;
    if (was === null || open !== null) return;
    lists.current
      ?.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(was)}"] button`)
      ?.focus({ preventScroll: true });
  }, [open, lists]);
}
