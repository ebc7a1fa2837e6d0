import { expect, it } from 'vitest';
import { centre, floor, source } from '#lib/board/sampleFloor.ts';
import { hallOverview } from '#lib/board/templates/hallOverview.ts';
import { screenSettingsSchema } from '#lib/screen/screenSettings.ts';
import { type TvSituation, waitsFor } from './waitsFor.ts';

const { boards: _, ...settings } = screenSettingsSchema.parse({});
const boards = [hallOverview({ id: 'all', name: 'Salon', centres: [] })];
const assignment = { ...settings, id: 'e1', name: 'Kuzey', boards };
const heard = floor({ centres: [centre('153')], sources: [source('153'), source('185', { lastHeardAt: null })] });
const unheard = floor({
  centres: [centre('153')],
  sources: [source('153', { lastHeardAt: null, state: 'connecting' })],
});
const all: TvSituation = { online: true, connected: true, refused: null, assignment, floor: heard };

it.each<[string, Partial<TvSituation>, string | undefined]>([
  ['nothing while figures are there', {}, undefined],
  ['nothing when the link is lost later: the board says so', { connected: false, online: false }, undefined],
  ['the server', { floor: null, connected: false }, 'server'],
  ['a network', { floor: null, connected: false, online: false }, 'network'],
  ['a server that starts', { floor: null, connected: false, refused: 'not_ready' }, 'start'],
  ['the first figures', { floor: null }, 'figures'],
  ['what it is to show', { floor: null, assignment: null }, 'figures'],
  ['somebody’s choice', { assignment: { ...assignment, boards: [] } }, 'boards'],
  ['somebody’s choice, before any figure', { floor: null, assignment: { ...assignment, boards: [] } }, 'boards'],
  ['exchanges of which none was heard', { floor: unheard }, 'exchange'],
])('waits for %s', (_, change, wanted) => {
  expect(waitsFor({ ...all, ...change })?.for).toBe(wanted);
});
