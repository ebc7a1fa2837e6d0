/**
 * What pages and their routes tell the web process of sessions, after they have written to the database: pages are bundled
 * apart from it, so it hangs on the global object as the live feed's control does.
 */
export interface SessionControl {
  /** Sessions of this person ended, or their role, name or password changed. */
  personChanged(personId: string): void;
}

const place = globalThis as typeof globalThis & { santralSessions?: SessionControl };

/** The web process says once how its routes, which Next bundles apart, end sessions that are remembered. */
export function provideSessionControl(control: SessionControl): void {
  place.santralSessions = control;
}

/** null: no web process around, as in a test of a page alone. */
export function sessionControl(): SessionControl | null {
  return place.santralSessions ?? null;
}
