'use client';

import { useTranslations } from 'use-intl';
import { contactShares } from '#lib/board/contactShares.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import { contactNotes } from './contactNotes.ts';
import { FigureFrame } from './FigureFrame.tsx';
import { figuresOf } from './figuresOf.ts';
import { heldAtOf } from './heldAtOf.ts';
import { type TileProps, tileTitle } from './tileProps.ts';

/** The share of today's contacts with a known subject that are none of the centre's matters. */
export function OutOfScopeTile({ tile, place, scope, floor, fresh, dim, now, at, zone, room }: TileProps) {
  const t = useTranslations('tiles');
  const formats = useFormats();
  const { sources } = figuresOf(floor, scope, at);
  const shares = contactShares(floor, scope, at);
  let foot = t('contacts.noneYet');
  if (shares && shares.outOfScopeShare === null) foot = t('outOfScope.noSubjects');
  else if (shares)
    foot = t('outOfScope.foot', { out: formats.count(shares.outOfScope), known: formats.count(shares.withSubject) });
  const all =
    shares &&
    t('outOfScope.all', { contacts: formats.count(shares.contacts), known: formats.count(shares.withSubject) });
  // Subjects are told by agents as well, where the exchange does not tell of its IVR.
  const notes = shares ? contactNotes({ ...shares, untold: [] }, sources, zone, formats, t) : [];
  return (
    <FigureFrame
      metric="outOfScope"
      label={tileTitle({ tile, place }, t('outOfScope.title'))}
      text={formats.percent(shares?.outOfScopeShare ?? null)}
      formula={[t('outOfScope.formula'), ...(all ? [all] : []), ...notes].join(' ')}
      foot={[foot, ...notes].join(' · ')}
      dim={dim}
      heldAt={heldAtOf(fresh, sources, at, dim)}
      now={now}
      room={room}
    />
  );
}
