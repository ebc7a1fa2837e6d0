import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * A password from the terminal, unseen and asked for twice, or the first line of standard input when that is none; never
 * from the arguments, which every process of the machine can read.
 *
 * @throws Error when nothing was typed, or not the same twice
 */
export async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY) {
    const line = await firstLine();
    if (line === '') throw new Error('No password came on standard input; write it there as one line');
    return line;
  }
  const password = await hidden('New password: ');
  if (password !== (await hidden('Once more: '))) throw new Error('The two passwords differ; nothing was changed');
  return password;
}

function hidden(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  process.stderr.write(question);
  return new Promise((answered, failed) => {
    lines.on('SIGINT', () => {
      lines.close();
      failed(new Error('Nothing was changed'));
    });
    lines.question('', (line) => {
      lines.close();
      process.stderr.write('\n');
      answered(line);
    });
  });
}

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}
