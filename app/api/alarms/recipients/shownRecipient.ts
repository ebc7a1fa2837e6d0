import type { KeptRecipient } from '#lib/alarm/alarmRecipient.ts';

/** A recipient as the page shows it, with how it fared in the last week. */
export type ShownRecipient = KeptRecipient & {
  lastSentAt: number | null;
  waiting: number;
  failed: number;
  lastError: string | null;
};
