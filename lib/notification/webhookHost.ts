import { BlockList, isIP } from 'node:net';
import { networkAddresses } from '../telemetry/ownNames.ts';

/** Addresses that are this machine's or its link's alone: services there trust whoever reaches them, such as a cloud's keys. */
const closed = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  closed.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 128],
  ['::1', 128],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  closed.addSubnet(net, bits, 'ipv6');

/**
 * May a webhook go to this host by its name?
 *
 * @param allowed the installation's list, `host` or `host:port`; empty: any
 */
export function isAllowedHost(url: URL, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true;
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return allowed.some((one) => {
    const wanted = one.toLowerCase();
    return wanted === url.hostname.toLowerCase() || wanted === `${url.hostname.toLowerCase()}:${port}`;
  });
}

/** May a connection be opened to this address, where no list says which hosts? Also asked of what a name resolves to. */
export function isOpenAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address.replace(/%.*$/, '');
  const family = isIP(plain);
  if (family === 0) return false;
  // What listens on all of this machine's addresses answers at those of its networks too.
  const own = new BlockList();
  for (const at of networkAddresses()) own.addAddress(at, isIP(at) === 6 ? 'ipv6' : 'ipv4');
  return ![closed, own].some((list) => list.check(plain, family === 6 ? 'ipv6' : 'ipv4'));
}
