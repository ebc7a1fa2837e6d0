import { readFileSync } from 'node:fs';

/**
 * Loaded before a process under test (`node --import`): its clock is ahead by the milliseconds that the file TEST_CLOCK
 * holds, read anew each time, so that one test moves the clocks of several processes at once; after a `=` stands the
 * instant at which it stands still.
 */
const file = process.env.TEST_CLOCK;
const RealDate = Date;
const now = () => {
  const said = file ? readFileSync(file, 'utf8') : '0';
  return said.startsWith('=') ? Number(said.slice(1)) : RealDate.now() + Number(said);
};

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
