import { hostname, networkInterfaces } from 'node:os';
import { isLoopback, isReachedFromElsewhere } from '../settingsEnvironment.ts';

/** A machine's addresses change when it joins another network. */
const lookAgainMs = 10_000;

/** Addresses of this machine in its networks, those that people type first. */
export function networkAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
    .sort((a, b) => Number(a.family === 'IPv6') - Number(b.family === 'IPv6'))
    .map(({ address }) => address);
}

/**
 * Is a request meant for us, by the name that it carries? A page elsewhere can point a name of its own at this machine and
 * so read, with the visitor's own reach, what is served here; its requests carry that name.
 *
 * @param listensOn HOST: on loopback only loopback's names are ours
 * @param url the installation's address, if one is told; its name is ours too
 */
export function ownNames(listensOn: string, url: string | null): (host: string | undefined) => boolean {
  const told = url === null ? null : new URL(url).hostname.toLowerCase();
  const own = hostname().toLowerCase();
  const byName = new Set([own, `${own.split('.')[0]}`, `${own.split('.')[0]}.local`]);
  let addresses = new Set<string>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  return (host) => {
    const name = URL.parse(`http://${host ?? ''}`)
      ?.hostname.replace(/^\[|\]$/g, '')
      .toLowerCase();
    if (name === undefined) return false;
    if (isLoopback(name) || name.endsWith('.localhost') || name === told) return true;
    if (!isReachedFromElsewhere(listensOn)) return false;
    if (byName.has(name)) return true;
    if (performance.now() - lookedAt > lookAgainMs) {
      addresses = new Set(networkAddresses());
      lookedAt = performance.now();
    }
    return addresses.has(name);
  };
}
