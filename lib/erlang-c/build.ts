/** Makes ./dist, the folder that is published: JavaScript, types and the papers. `npm publish ./dist` then. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const here = import.meta.dirname;
const dist = join(here, 'dist');
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
const flags =
  '--ignoreConfig --target es2022 --module nodenext --strict --declaration --rewriteRelativeImportExtensions --types node';

rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [compiler, join(here, 'index.ts'), ...flags.split(' '), '--outDir', dist], {
  stdio: 'inherit',
});

const { scripts: _, ...manifest } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
manifest.exports = { types: './index.d.ts', default: './index.js' };
writeFileSync(join(dist, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
for (const paper of ['README.md', 'CHANGELOG.md', 'LICENSE']) copyFileSync(join(here, paper), join(dist, paper));
