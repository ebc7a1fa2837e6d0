import { unknownMark } from '../../i18n/formats.ts';

/** Seconds as hours, minutes and seconds, all three always, so that 0:19:27 is never read as hours: 152:04:09. */
export function hoursText(seconds: number | null | undefined): string {
  if (seconds == null || !Number.isFinite(seconds)) return unknownMark;
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${Math.floor(whole / 3600)}:${two((whole % 3600) / 60)}:${two(whole % 60)}`;
}
