#!/usr/bin/env node
// The command `santral`. It starts under whatever node the machine has; when that one is too old to run the project, it
// hands over to the one that `npm ci` has brought.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('cli.ts', import.meta.url));
const ownNode = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));

if (Number.parseInt(process.versions.node, 10) >= 24) {
  await import('./cli.ts');
} else if (existsSync(ownNode)) {
  const child = spawn(ownNode, [cli, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, SANTRAL_LAUNCHED: '1' },
  });
  // A Ctrl-C in the terminal reaches the child by itself too; it takes two within a moment for one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0);
  });
} else {
  process.stderr.write(
    `The packages are not installed, so there is no node 24 here (this is ${process.version}); run: npm ci\n`,
  );
  process.exitCode = 1;
}
