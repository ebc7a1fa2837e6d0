'use client';

import { useFormats } from '../../i18n/useFormats.ts';

const dayMs = 86_400_000;

/** Says an instant to come (epoch ms) by the clock of a zone; with its date if that is a day off or more. */
export function useMessageTime(now: number): (at: number, zone: string) => string {
  const formats = useFormats();
  return (at, zone) => {
    const time = formats.time(at, zone);
    return Math.abs(at - now) < dayMs ? time : `${formats.date(at, zone)} ${time}`;
  };
}
