import { readFileSync } from 'node:fs';

/**
 * Loaded before a process under test (`node --import`): its clock is ahead by the milliseconds that the file TEST_CLOCK
 * holds, read anew each time, so that one test moves the clocks of several processes at once.
 */
const file = process.env.TEST_CLOCK;
const RealDate = Date;
const now = () => RealDate.now() + (file ? Number(readFileSync(file, 'utf8')) : 0);

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
