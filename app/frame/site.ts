/** What the frame must know of the installation. */
export interface Site {
  /** The demo exchange stands in: every page says so. */
  demo: boolean;
  centres: { id: string; label: string }[];
}

/** The installation as the web process announced it in `SANTRAL_SITE`. Server only. */
export function site(): Site {
  const announced = process.env.SANTRAL_SITE;
  return announced ? (JSON.parse(announced) as Site) : { demo: false, centres: [] };
}
