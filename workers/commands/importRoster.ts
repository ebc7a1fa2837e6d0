import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ZoneId } from '@js-joda/core';
import type { Database } from '#lib/database/database.ts';
import { queuesOf } from '#lib/database/queues.ts';
import { agentsOfCentre, writeRoster } from '#lib/database/roster.ts';
import { placeOf, zoneOf } from '#lib/forecast/calendar.ts';
import { namedAgent } from '#lib/roster/namedAgent.ts';
import { type RosterLine, type RosterQueue, rosterCsv } from '#lib/roster/rosterCsv.ts';
import { RosterMistake } from '#lib/roster/rosterMistake.ts';
import { rosterOfLines } from '#lib/roster/rosterOfLines.ts';
import { rosterText } from '#lib/roster/rosterText.ts';
import type { CentreSettings, Settings } from '#lib/settings.ts';
import { type Step, terminalView } from '#lib/terminal/terminalView.ts';
import { settingsBesideRunning, withDatabase } from './besideRunning.ts';

export interface RosterImport {
  centre: string;
  agents: number;
  /** Shifts, and what takes agents from the desk. */
  entries: number;
  /** How many stand now that did not before, and the reverse. */
  added: number;
  removed: number;
  /** ISO dates of the first and the last shift's start. */
  from: string;
  to: string;
  /** Agents whom no exchange of the centre has seen so far. */
  unknownAgents: string[];
}

/**
 * `santral import roster FILE…`: 0 when all was taken in, 1 when a file has a mistake or the database cannot be reached
 * (nothing is taken in then), 2 when the centre is none.
 */
export async function importRosterCommand(
  files: string[],
  options: { centre?: string; whole?: boolean; json?: boolean },
): Promise<number> {
  const place = settingsBesideRunning();
  const centre = centreOf(place.settings, options.centre);
  if (centre === null) return 2;
  const view = terminalView(process.stderr);
  const step = view.step('Roster');
  try {
    const result = await withDatabase(place, (db) =>
      importRoster(db, place.settings, centre, files, options.whole === true, step),
    );
    step.done(`${count(result.entries, 'entry', 'entries')} of ${count(result.agents, 'agent')}`);
    view.close();
    process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : summary(result));
    return 0;
  } catch (error) {
    step.failed('nothing was taken in');
    view.close();
    if (!(error instanceof RosterMistake)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

async function importRoster(
  db: Database,
  settings: Settings,
  centre: CentreSettings,
  files: readonly string[],
  whole: boolean,
  step: Step,
): Promise<RosterImport> {
  const zone = zoneOf(centre.zone);
  const lines = linesOf(files, zone, await queuesNamed(db, centre), step);
  const roster = rosterOfLines(lines, zone);
  const exchanges = settings.exchanges.filter(
    ({ id, centre: own }) => own === centre.id || centre.queues.some(({ exchange }) => exchange === id),
  );
  const known = await agentsOfCentre(
    db,
    exchanges.map(({ id }) => id),
  );
  const entries = roster.entries.map((entry) => ({
    ...entry,
    agentName: entry.agentName ?? namedAgent(entry.agent, known)?.name ?? null,
  }));
  step.detail(`writing ${count(entries.length, 'entry', 'entries')}`);
  const written = await writeRoster(db, { ...roster, centre: centre.id, entries, whole });
  const agents = [...new Set(entries.map(({ agent }) => agent))];
  return {
    centre: centre.id,
    agents: agents.length,
    entries: entries.length,
    ...written,
    from: placeOf(roster.days.from, zone).date,
    to: placeOf(roster.days.to - 1, zone).date,
    unknownAgents: known.length === 0 ? [] : agents.filter((agent) => namedAgent(agent, known) === null),
  };
}

/** All lines of all files; a mistake in one is a mistake of the whole, so that nothing is half taken in. */
function linesOf(files: readonly string[], zone: ZoneId, queues: readonly RosterQueue[], step: Step): RosterLine[] {
  const lines: RosterLine[] = [];
  const mistakes: string[] = [];
  for (const [nth, path] of files.entries()) {
    const name = basename(path);
    step.progress({ done: nth, of: files.length, unit: files.length === 1 ? 'file' : 'files' });
    step.detail(name);
    const text = rosterText(bytesOf(path));
    if (text === null) {
      mistakes.push(`${name} is no text; save the roster as CSV and import that.`);
      continue;
    }
    const read = rosterCsv(text, { name, zone, queues });
    for (const line of read.lines) lines.push(line);
    mistakes.push(...read.mistakes);
  }
  if (mistakes.length > 0) throw new RosterMistake(mistakes);
  return lines;
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'does not exist' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`;
    throw new RosterMistake([`${path} ${why}; name the CSV file of a roster.`]);
  }
}

/** The centre's queues, by their names at the exchange and their labels. */
async function queuesNamed(db: Database, { id, queues }: CentreSettings): Promise<RosterQueue[]> {
  const all = [...queues, ...(await queuesOf(db, id))];
  return all.map(({ exchange, queue, label }) => ({ id: `${exchange}:${queue}`, names: [queue, label] }));
}

function centreOf({ centres }: Settings, asked: string | undefined): CentreSettings | null {
  const only = centres.length === 1 ? centres[0] : undefined;
  const centre = asked === undefined ? only : centres.find(({ id }) => id === asked);
  if (centre) return centre;
  const known = centres.map(({ id }) => id).join(', ');
  process.stderr.write(
    asked === undefined
      ? `Whose roster is it? Add --centre ID; known: ${known}.\n`
      : `There is no centre ${asked}; known: ${known}.\n`,
  );
  return null;
}

function summary({ centre, agents, entries, added, removed, from, to, unknownAgents }: RosterImport): string {
  const what = `${count(entries, 'entry', 'entries')} of ${count(agents, 'agent')}`;
  const changed =
    added + removed === 0
      ? 'all of it was known before'
      : `${added.toLocaleString('en-US')} new, ${removed.toLocaleString('en-US')} of before no longer hold`;
  const lines = [`The roster of ${centre} from ${from} to ${to}: ${what}, ${changed}.`];
  if (unknownAgents.length > 0) {
    const named = unknownAgents.slice(0, 5).join(', ') + (unknownAgents.length > 5 ? ', …' : '');
    lines.push(
      `${count(unknownAgents.length, 'agent')} of it ${unknownAgents.length === 1 ? 'has' : 'have'} not been seen at the exchange so far: ${named}.`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function count(number: number, one: string, several = `${one}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : several}`;
}
