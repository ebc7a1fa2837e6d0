import { readFileSync } from 'node:fs';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ExchangeSettings } from '../../settings.ts';

/** What is needed to reach an exchange and sign in. */
export type AmiPeer = Pick<ExchangeSettings, 'host' | 'port' | 'username' | 'secret' | 'login' | 'tls'>;

/** Opens a socket, by TLS if so set; `ready` is called when bytes can flow. @throws if the file of tls.ca cannot be read. */
export function openSocket(peer: AmiPeer, ready: () => void): Socket {
  const { host, port, tls } = peer;
  if (tls === false) return connectTcp({ host, port, noDelay: true, keepAlive: true }, ready);
  const servername = tls.servername ?? (isIP(host) ? undefined : host);
  const ca = tls.ca === null ? undefined : certificateOf(tls.ca);
  const socket = connectTls({ host, port, servername, ca, rejectUnauthorized: tls.rejectUnauthorized }, ready);
  socket.setNoDelay(true);
  socket.setKeepAlive(true);
  return socket;
}

/** A certificate given as PEM text or as the path of a PEM file. */
function certificateOf(ca: string): string {
  return ca.includes('-----BEGIN') ? ca : readFileSync(ca, 'utf8');
}
