import { type AddressInfo, createServer } from 'node:net';

/** Can this port be listened on? Port 0 always can. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => answer(true)));
  });
}

const noneTaken: ReadonlySet<number> = new Set();

/** The first port that is free and not `taken`, from `wanted` upwards; one that the system picks for 0. */
export async function freePort(
  wanted: number,
  { host = '127.0.0.1', taken = noneTaken }: { host?: string; taken?: ReadonlySet<number> } = {},
): Promise<number> {
  if (wanted === 0) {
    for (;;) {
      const port = await pickedPort(host);
      if (!taken.has(port)) return port;
    }
  }
  for (let port = wanted; port < Math.min(wanted + 100, 65_536); port++)
    if (!taken.has(port) && (await isPortFree(port, host))) return port;
  throw new Error(`No free port was found from ${wanted} on; end the programs that hold them`);
}

function pickedPort(host: string): Promise<number> {
  return new Promise((picked, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen({ port: 0, host, exclusive: true }, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => picked(port));
    });
  });
}
