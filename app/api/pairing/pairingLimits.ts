import { CallLimit } from '#lib/screen/callLimit.ts';

interface PairingLimits {
  /** Codes by address: a hall of TVs may stand behind one, and come together after a power cut. */
  codes: CallLimit;
  /** Codes that a person typed; those that were right are given back. */
  wrongCodes: CallLimit;
  /** Device codes by address, likewise: those that no TV has, or whose time is over. */
  wrongDeviceCodes: CallLimit;
  /** How often one TV asks: half as often again as it is told to, at most. */
  polls: CallLimit;
}
/** Next bundles each route by itself, so what must be one per process hangs on the global object. */
const kept = globalThis as typeof globalThis & { santralPairingLimits?: PairingLimits };

export function pairingLimits(): PairingLimits {
  kept.santralPairingLimits ??= {
    codes: new CallLimit(300, 10 * 60_000),
    wrongCodes: new CallLimit(20, 10 * 60_000),
    wrongDeviceCodes: new CallLimit(600, 10 * 60_000),
    polls: new CallLimit(180, 10 * 60_000),
  };
  return kept.santralPairingLimits;
}
