import type { ComponentType } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'use-intl';
import { type Board, tileSchema } from '#lib/board/board.ts';
import { tileScope } from '#lib/board/figureScope.ts';
import { freshness, type Link } from '#lib/board/freshness.ts';
import { primaryFontUnits, tileUnits, usualViewing } from '#lib/board/legibility.ts';
import type { TileKind } from '#lib/board/tileKind.ts';
import { optionsOf } from '#lib/board/tileOptions.ts';
import type { Floor } from '#lib/feed/feedEvents.ts';
import { messages } from '../../i18n/messages.ts';
import { figuresOf } from './figuresOf.ts';
import { tileViewOf } from './registry.ts';
import type { TileProps } from './tileProps.ts';

export interface DrawnTile {
  kind: TileKind;
  floor: Floor;
  /** Epoch ms. */
  now: number;
  options?: Record<string, unknown>;
  size?: { w: number; h: number };
  link?: Link;
  /** The instant at which the floor was last known to hold; default `now`. */
  at?: number;
  locale?: 'tr' | 'en';
}

/** For tests: a tile as it is first drawn, and its text with one space between the parts, its signs as `[down]`. */
export function drawTile({
  kind,
  floor,
  now,
  options = {},
  size = { w: 16, h: 8 },
  link = 'live',
  at = now,
  locale = 'tr',
}: DrawnTile) {
  const tile = tileSchema.parse({ id: 'one', kind, x: 0, y: 0, ...size, options });
  const board: Board = { id: 'deneme', name: 'Deneme', centres: [], tiles: [tile] };
  const scope = tileScope(board, tile);
  const fresh = freshness(link, figuresOf(floor, scope, at).sources, at);
  const View = tileViewOf(kind) as ComponentType<TileProps> | undefined;
  if (!View) throw new Error(`no tile draws ${kind}`);
  const html = renderToStaticMarkup(
    <IntlProvider locale={locale} messages={messages[locale]} timeZone="Europe/Istanbul">
      <View
        tile={tile}
        options={optionsOf(tile)}
        scope={scope}
        place={null}
        floor={floor}
        link={link}
        fresh={fresh}
        dim={fresh.partly ? 'partly' : !fresh.live}
        now={now}
        at={at}
        zone="Europe/Istanbul"
        room={{
          ...tileUnits(size),
          usual: tileUnits(size),
          primary: primaryFontUnits(usualViewing),
          text: 1,
          stacked: false,
        }}
      />
    </IntlProvider>,
  );
  const text = html
    .replace(/<svg[^>]*data-mark="(\w+)"[^>]*>/g, ' [$1] ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#x27;/g, '’')
    .replace(/\s+/g, ' ')
    .trim();
  return { html, text };
}
