import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { createViteServer } from 'vitest/node';

const root = resolve(import.meta.dirname, '../../../..');
const page = (script: string) => `<!doctype html>
<html lang="tr" data-theme="dark">
  <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><link rel="icon" href="data:," /><title>Santral</title></head>
  <body><div id="stage"></div><script type="module" src="${script}"></script></body>
</html>`;

/**
 * Serves the page on which tests look at boards: BoardView alone, without the web process, a session or a socket.
 *
 * @param script the module that draws, by its path from the project's root
 */
export async function openStage(
  script = '/app/wall/view/stage/stage.tsx',
): Promise<{ url: string; close(): Promise<void> }> {
  // React as a television runs it, not the one that watches its developers.
  const before = process.env.NODE_ENV;
  Object.assign(process.env, { NODE_ENV: 'production' });
  const vite = await createViteServer({
    root,
    mode: 'production',
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    cacheDir: resolve(root, 'node_modules/.cache/stage'),
    define: { 'process.env': {}, 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', development: false } },
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
    optimizeDeps: { include: ['react-dom/client', 'use-intl', 'zod', 'next/link', 'next/navigation'] },
  });
  vite.middlewares.use((request, response, next) => {
    if (request.url?.split('?', 1)[0] !== '/') return next();
    response.setHeader('content-type', 'text/html');
    response.end(page(script));
  });
  await vite.listen();
  const close = async () => {
    await vite.close();
    Object.assign(process.env, { NODE_ENV: before });
  };
  const address = vite.httpServer?.address() as AddressInfo | null | undefined;
  if (!address) throw new Error('The stage for boards does not listen.');
  return { url: `http://127.0.0.1:${address.port}/`, close };
}
