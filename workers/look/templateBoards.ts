import { templateIds, templateOf } from '#lib/board/templates/boardTemplate.ts';
import type { StandingHall } from './standingHall.ts';

/** The boards' ids. The hall overview is there by itself. */
export const templates = templateIds
  .filter((template) => template !== 'empty' && template !== 'hall_overview')
  .map((template) => template.replaceAll('_', '-'));

/** Makes a board of each template, as the editor does. */
export async function makeTemplateBoards(hall: StandingHall, cookie: string): Promise<void> {
  for (const template of templateIds) {
    const id = template.replaceAll('_', '-');
    if (!templates.includes(id)) continue;
    const board = templateOf(template).make({ id, name: 'Nöbet', centres: ['153', '185'], queue: '153:153-0' });
    const made = await fetch(`${hall.url}/api/boards`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: hall.url, Cookie: cookie },
      body: JSON.stringify(board),
    });
    if (!made.ok) throw new Error(`A board of ${template} was refused with ${made.status}: ${await made.text()}`);
  }
}
