import { LocalDateTime, ZoneId } from '@js-joda/core';
import '@js-joda/timezone';

const written = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/;
/** Rows may stand a little out of order. */
const outOfOrderSeconds = 60;

/**
 * The times of a table of queue_log rows, as Asterisk or an older script wrote them: local time of the exchange's clock
 * (`2026-11-21 10:15:00.123456`), the same with an offset from UTC, or epoch seconds.
 *
 * When clocks go back an hour of local times comes twice. Which of the two is meant is told by the order of the rows, none
 * of which is earlier than the ones before it, and by the call's id, which holds the second in which its channel was made.
 * Where neither tells, the earlier is taken.
 */
export class TableClock {
  readonly #zone: ZoneId;
  #lastAt = 0;
  #minute = '';
  /** UTC epoch seconds at which `#minute` began: one, or two in the hour that comes twice. */
  #starts: number[] = [];

  /** `zone`: IANA name of the zone that the exchange's clock shows. @throws when it is unknown */
  constructor(zone: string) {
    this.#zone = ZoneId.of(zone);
  }

  /** Epoch seconds, with milliseconds; null when the text is no time. */
  seconds(text: string, callId = ''): number | null {
    const at = this.#read(text.trim(), callId);
    if (at === null || !Number.isFinite(at)) return null;
    this.#lastAt = Math.max(this.#lastAt, at);
    return Math.round(at * 1000) / 1000;
  }

  /** The local time at an instant (epoch seconds), as it would stand there. */
  text(at: number): string {
    const local = LocalDateTime.ofEpochSecond(
      Math.floor(at),
      this.#zone.rules().offsetOfEpochMilli(Math.floor(at) * 1000),
    );
    return `${local.toLocalDate().toString()} ${[local.hour(), local.minute(), local.second()].map((n) => String(n).padStart(2, '0')).join(':')}`;
  }

  #read(text: string, callId: string): number | null {
    if (isEpoch(text)) return Number(text);
    const found = written.exec(text);
    if (found === null) return null;
    const [, year, month, day, hour, minute, second, fraction = '', offset] = found;
    const inMinute = Number(second) + Number(`0.${fraction || '0'}`);
    if (offset !== undefined) {
      const start = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) / 1000;
      return start - offsetSeconds(offset) + inMinute;
    }
    const at = text.slice(0, 16);
    if (at !== this.#minute) {
      const starts = this.#startsOf(Number(year), Number(month), Number(day), Number(hour), Number(minute));
      if (starts === null) return null;
      this.#minute = at;
      this.#starts = starts;
    }
    const earliest = Math.max(this.#lastAt - outOfOrderSeconds, callStart(callId));
    const start = this.#starts.find((start) => start + inMinute >= earliest) ?? this.#starts.at(-1);
    return start === undefined ? null : start + inMinute;
  }

  #startsOf(year: number, month: number, day: number, hour: number, minute: number): number[] | null {
    try {
      const local = LocalDateTime.of(year, month, day, hour, minute);
      const rules = this.#zone.rules();
      const offsets = rules.validOffsets(local);
      // an hour that clocks skip: by the offset that was left
      return (offsets.length > 0 ? offsets : [rules.offset(local)])
        .map((offset) => local.toEpochSecond(offset))
        .sort((a, b) => a - b);
    } catch {
      return null; // no such day or hour
    }
  }
}

/** Epoch seconds, as older scripts wrote them. */
export function isEpoch(text: string): boolean {
  return /^\d{9,10}(?:\.\d+)?$/.test(text);
}

function offsetSeconds(text: string): number {
  if (text === 'Z') return 0;
  const digits = text.slice(1).replace(':', '').padEnd(4, '0');
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2)) * 60;
  return text.startsWith('-') ? -seconds : seconds;
}

/** Its channel was made in this second of the exchange's clock, by the id; 0 when the id does not say. */
function callStart(callId: string): number {
  return Number(/(\d{9,10})\.\d+$/.exec(callId)?.[1] ?? 0) - outOfOrderSeconds / 12;
}
