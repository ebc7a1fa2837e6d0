import type { IncomingMessage } from 'node:http';
import { sameKey } from './wallDoor.ts';

/** Where the installation's own processes connect: apart from screens and desks, since they alone may tell much. */
export const ingestPath = '/ingest';

/** For socket.io's client at `<web>/ingest`: as this process, by the installation's key. */
export function ingestConnection(key: string, part: string) {
  return {
    path: ingestPath,
    transports: ['websocket'],
    auth: { part },
    extraHeaders: { authorization: `Bearer ${key}` },
  };
}

/** Does a request show the installation's key? Asked before a word of its connection is read. */
export function showsIngestKey({ headers }: Pick<IncomingMessage, 'headers'>, key: string): boolean {
  const shown = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  return shown !== undefined && sameKey(shown, key);
}
