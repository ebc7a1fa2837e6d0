'use client';

import { useTranslations } from 'use-intl';
import type { AgentOptions } from '#lib/board/tileOptions.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import { AgentRows } from './AgentRows.tsx';
import { figuresOf } from './figuresOf.ts';
import { heldAtOf } from './heldAtOf.ts';
import { bodyOf, TileFrame } from './TileFrame.tsx';
import { type TileProps, tileTitle } from './tileProps.ts';

/** Agents by name, those first who want a supervisor's eye. */
export function AgentListTile({
  tile,
  place,
  options,
  scope,
  floor,
  fresh,
  dim,
  now,
  at,
  room,
}: TileProps<AgentOptions>) {
  const t = useTranslations('wall');
  const formats = useFormats();
  const figures = figuresOf(floor, scope, at);
  const agents = figures.agents.filter(({ state }) =>
    options.states.length > 0 ? options.states.includes(state) : state !== 'signed_out',
  );
  const states = options.states.length > 0 ? options.states.map((state) => t(`state.${state}`)).join(', ') : null;
  return (
    <TileFrame
      title={tileTitle({ tile, place }, states ?? t('agents.title'))}
      note={figures.agentCounts ? formats.count(agents.length) : null}
      room={room}
      dim={dim}
      heldAt={heldAtOf(fresh, figures.sources, at, dim)}
      now={now}
    >
      {figures.agentCounts ? (
        <AgentRows
          agents={agents}
          figures={figures}
          queues={floor.queues}
          fresh={fresh}
          options={options}
          room={bodyOf(room)}
          stacked={room.stacked}
        />
      ) : null}
    </TileFrame>
  );
}
