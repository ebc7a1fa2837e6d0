import { settings } from '../database.ts';

/** What the frame must know of the installation. */
export interface Site {
  /** The demo exchange stands in: every page says so. */
  demo: boolean;
  centres: { id: string; label: string }[];
}

/** The installation as its settings describe it. Server only. */
export function site(): Site {
  const { demo, centres } = settings();
  return { demo: demo !== null, centres: centres.map(({ id, label }) => ({ id, label })) };
}
