import { allCentres } from '#lib/board/boardFigures.ts';
import { boardId } from '#lib/board/boardId.ts';
import type { Floor } from '#lib/feed/feedEvents.ts';
import { formatsOf } from '../i18n/formats.ts';

/** What boards and tiles can be about. */
export interface Hall {
  centres: HallCentre[];
}
export interface HallCentre {
  id: string;
  label: string;
  zone: string;
  queues: { id: string; label: string }[];
}

/** The hall with the queues that the floor knows besides, as those that no call has come to yet. */
export function withFloor(hall: Hall, floor: Floor | null): Hall {
  if (!floor) return hall;
  const queues = Object.values(floor.queues);
  const { compare } = formatsOf('tr');
  return {
    centres: hall.centres.map((centre) => {
      const named = new Set(centre.queues.map(({ id }) => id));
      const found = queues.filter((queue) => queue.centre === centre.id && !named.has(queue.id));
      if (found.length === 0) return centre;
      const all = [...centre.queues, ...found.map(({ id, label }) => ({ id, label }))];
      return { ...centre, queues: all.sort((a, b) => compare(a.label, b.label)) };
    }),
  };
}

/** The queues of some centres, or of all when none is named. */
export function queuesWithin(hall: Hall, centres: readonly string[]): { id: string; label: string; centre: string }[] {
  return hall.centres
    .filter(({ id }) => centres.length === 0 || centres.includes(id))
    .flatMap((centre) => centre.queues.map((queue) => ({ ...queue, centre: centre.label })));
}

/** Does the installation bring a board of this id itself, so that it cannot be deleted? */
export function isBuiltIn(id: string, hall: Hall): boolean {
  return id === allCentres || hall.centres.some((centre) => boardId(centre.id) === id);
}
