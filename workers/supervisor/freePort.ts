import { type AddressInfo, createServer } from 'node:net';

/** Can this port be listened on? Port 0 always can. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => answer(true)));
  });
}

/** The first port that is free, from `wanted` upwards; one that the system picks for 0. */
export async function freePort(wanted: number): Promise<number> {
  if (wanted === 0) return pickedPort();
  for (let port = wanted; port < Math.min(wanted + 100, 65_536); port++) if (await isPortFree(port)) return port;
  throw new Error(`No free port was found from ${wanted} on; end the programs that hold them`);
}

function pickedPort(): Promise<number> {
  return new Promise((picked, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen({ port: 0, host: '127.0.0.1', exclusive: true }, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => picked(port));
    });
  });
}
