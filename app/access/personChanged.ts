import { sessionControl } from '#lib/access/sessionControl.ts';
import { wallControl } from '#lib/feed/wallControl.ts';

/** A person's sessions, role or password changed: what the web process remembers of them goes, and so do their sockets. */
export function personChanged(personId: string): void {
  sessionControl()?.personChanged(personId);
  wallControl()?.personChanged(personId);
}
