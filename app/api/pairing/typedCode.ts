import { refusal } from '../jsonAnswer.ts';
import { pairingLimits } from './pairingLimits.ts';

/**
 * Somebody typed a code, which is not looked at yet: who types many that are none is not reading them off a TV.
 *
 * @returns null: it may be looked at; else the refusal
 */
export function typedCode(personId: string, now: number): Response | null {
  const wait = pairingLimits().wrongCodes.take(personId, now);
  return wait === null ? null : refusal(429, 'slow_down', `Too many codes that no TV shows; try again in ${wait} s.`);
}

/** It was one: it does not count. */
export function rightCode(personId: string): void {
  pairingLimits().wrongCodes.giveBack(personId);
}
