import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { labConfiguration } from './configuration.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string', default: '5038' },
    version: { type: 'string', default: '22' },
    modules: { type: 'string', default: '/usr/lib/x86_64-linux-gnu/asterisk/modules' },
    folder: { type: 'string', default: '/etc/asterisk' },
    timestampevents: { type: 'boolean', default: false },
  },
});
const [target] = positionals;
if (target === undefined) {
  process.stderr.write('Give the folder into which the configuration is written, such as /etc/asterisk.\n');
  process.exit(2);
}
mkdirSync(target, { recursive: true });
const files = labConfiguration({
  port: Number(values.port),
  version: Number(values.version),
  modules: values.modules,
  folder: values.folder,
  timestampEvents: values.timestampevents,
});
for (const [name, text] of Object.entries(files)) writeFileSync(join(target, name), text);
process.stdout.write(`${Object.keys(files).length} files written to ${target}\n`);
