'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { AlarmNow } from '#lib/feed/feedEvents.ts';
import { AlarmSound, type SoundState } from './alarmSound.ts';
import { readKnownAlarms, writeKnownAlarms } from './knownAlarmsStore.ts';
import { type KnownAlarms, newAlarms, takenOver } from './newAlarms.ts';

interface Options {
  alarms: readonly AlarmNow[];
  /** The floor is known and of this moment. */
  live: boolean;
  now: number;
  /** Of this screen, 0–1; null: as loud as each alarm is by default. */
  volume: number | null;
}

export interface AlarmSoundNow {
  state: SoundState;
  /** Alarms for which this page has sounded. */
  sounded: number;
  unlock: () => void;
}

const usualVolume = 0.5;
/** Knowing on and on is written down so often. */
const noteEveryMs = 30_000;

/** One sound for each alarm that is new to this screen; a reload repeats none. */
export function useAlarmSound({ alarms, live, now, volume }: Options): AlarmSoundNow {
  const [sounded, setSounded] = useState(0);
  const [state, setState] = useState<SoundState>('none');
  const sound = useRef<AlarmSound | null>(null);
  const known = useRef<KnownAlarms | null>(null);
  const notedAt = useRef(0);

  useEffect(() => {
    const own = new AlarmSound();
    sound.current = own;
    const kept = readKnownAlarms();
    known.current = kept && takenOver(kept);
    const look = () => setState(own.state());
    const unlock = () => void own.unlock().then(look);
    look();
    const stop = own.watch(look);
    for (const event of ['pointerdown', 'keydown'] as const) addEventListener(event, unlock);
    return () => {
      for (const event of ['pointerdown', 'keydown'] as const) removeEventListener(event, unlock);
      stop();
      own.close();
      sound.current = null;
    };
  }, []);

  useEffect(() => {
    if (!live) return;
    const seen = newAlarms(alarms, known.current, now);
    known.current = seen.known;
    if (seen.learnt || now - notedAt.current > noteEveryMs) {
      notedAt.current = now;
      writeKnownAlarms(seen.known);
    }
    const ring = seen.fresh.filter((alarm) => alarm.sound);
    const heard = ring.filter((alarm) => sound.current?.play(alarm.level, volume ?? alarm.volume ?? usualVolume));
    if (heard.length > 0) setSounded((count) => count + heard.length);
  }, [alarms, live, now, volume]);

  const unlock = useCallback(() => {
    void sound.current?.unlock().then(() => setState(sound.current?.state() ?? 'none'));
  }, []);
  return { state, sounded, unlock };
}
