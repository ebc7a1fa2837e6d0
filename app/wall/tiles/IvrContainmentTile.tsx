'use client';

import { useTranslations } from 'use-intl';
import { contactShares } from '#lib/board/contactShares.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import { contactNotes } from './contactNotes.ts';
import { FigureFrame } from './FigureFrame.tsx';
import { figuresOf } from './figuresOf.ts';
import { heldAtOf } from './heldAtOf.ts';
import { type TileProps, tileTitle } from './tileProps.ts';

/** The share of today's contacts that the IVR served alone. */
export function IvrContainmentTile({ tile, place, scope, floor, fresh, dim, now, at, zone, room }: TileProps) {
  const t = useTranslations('tiles');
  const formats = useFormats();
  const { sources } = figuresOf(floor, scope, at);
  const shares = contactShares(floor, scope, at);
  let foot = t('contacts.noneYet');
  if (shares && !shares.toldOfIvr) foot = t('contacts.untold');
  else if (shares && shares.containment !== null) {
    const { contained, leftInIvr, toQueue } = shares;
    foot = t('ivr.foot', { contained: formats.count(contained), of: formats.count(contained + leftInIvr + toQueue) });
  }
  const notes = shares?.toldOfIvr ? contactNotes(shares, sources, zone, formats, t) : [];
  if (shares && shares.unknown > 0) notes.unshift(t('contacts.unknown', { count: formats.count(shares.unknown) }));
  return (
    <FigureFrame
      metric="ivrContainment"
      label={tileTitle({ tile, place }, t('ivr.title'))}
      text={formats.percent(shares?.containment ?? null)}
      formula={[t('ivr.formula'), ...notes].join(' ')}
      foot={[foot, ...notes].join(' · ')}
      dim={dim}
      heldAt={heldAtOf(fresh, sources, at, dim)}
      now={now}
      room={room}
    />
  );
}
