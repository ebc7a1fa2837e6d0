import { createServer } from 'node:net';

/** Can this port be listened on? Port 0 always can. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => answer(true)));
  });
}

/** The first of `count` neighbouring ports that are all free, beginning at `wanted` and looking upwards. */
export async function freePorts(wanted: number, count = 1): Promise<number> {
  for (let first = wanted; first < Math.min(wanted + 500, 65_535 - count); first += count) {
    const ports = Array.from({ length: count }, (_, nth) => first + nth);
    if ((await Promise.all(ports.map((port) => isPortFree(port)))).every(Boolean)) return first;
  }
  throw new Error(`No free port was found from ${wanted} on; end the programs that hold them`);
}
