import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { isLoopback } from '../settingsEnvironment.ts';

/** Who is at the other end, as far as it can be told. */
export interface Client {
  /** Their address; that of the proxy, where a proxy is not trusted. */
  address: string;
  /** They reached us, or the trusted proxy, by https. */
  https: boolean;
  /** The host that they called, as `santral.example.org:8443`. */
  host: string;
  /** On this very machine, and not by way of any proxy; who comes from where a trusted one is may have come by it. */
  local: boolean;
}

/** Reads who is at the other end; only what a trusted proxy says of it is believed. */
export function clientReader(trustedProxies: readonly string[]): (request: IncomingMessage) => Client {
  const trusted = new BlockList();
  for (const range of trustedProxies) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  const isTrusted = (address: string) => {
    const family = isIP(address);
    return family !== 0 && trusted.check(address, family === 6 ? 'ipv6' : 'ipv4');
  };

  return ({ socket, headers }) => {
    const peer = plain(socket.remoteAddress ?? '');
    const host = headers.host ?? '';
    const chain = listed(headers['x-forwarded-for']).map(plain);
    // Whoever comes from the address that they reached is on this machine as well.
    const local = chain.length === 0 && (isLoopback(peer) || peer === plain(socket.localAddress ?? ''));
    if (!isTrusted(peer)) return { address: peer, https: false, host, local };
    // From our end on: the first that is no proxy of ours is the client.
    const client = chain.findLast((address) => !isTrusted(address)) ?? chain[0] ?? peer;
    return {
      address: isIP(client) === 0 ? peer : client,
      https: listed(headers['x-forwarded-proto']).at(-1)?.toLowerCase() === 'https',
      host: listed(headers['x-forwarded-host']).at(-1) ?? host,
      local: false,
    };
  };
}

function listed(value: string | string[] | undefined): string[] {
  return String(value ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
}

/** An IPv4 address as such, however the socket or a proxy writes it. */
function plain(address: string): string {
  return address
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/^\[(.+)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
}
