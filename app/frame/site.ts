import { loadSettings } from '#lib/settings.ts';

/** What the frame must know of the installation. */
export interface Site {
  /** The demo exchange stands in: every page says so. */
  demo: boolean;
  centres: { id: string; label: string }[];
}

let known: Site | undefined;

/** The installation as its settings describe it; read once. Server only. */
export function site(): Site {
  if (!known) {
    const settings = loadSettings();
    known = { demo: settings.demo !== null, centres: settings.centres.map(({ id, label }) => ({ id, label })) };
  }
  return known;
}
