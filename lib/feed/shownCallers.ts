import { maskedNumber, spacedNumber } from '../access/callerNumber.ts';
import type { CallerNow } from './feedEvents.ts';

/** A caller as a desk may show them: the number in the way people write it, whole or masked. */
export function shownCaller(caller: CallerNow, whole: boolean): CallerNow {
  const { number } = caller;
  return { ...caller, number: number === null ? null : whole ? spacedNumber(number) : maskedNumber(number) };
}
