/** One note of a pattern: seconds from its start, Hz, seconds. */
interface Note {
  at: number;
  hertz: number;
  seconds: number;
}

/** A warning falls, calmly; an alarm rises, twice. Both are over within a second and a half, and are told apart in a loud hall. */
const patterns: Record<'warn' | 'alarm', { type: OscillatorType; notes: readonly Note[] }> = {
  warn: {
    type: 'sine',
    notes: [
      { at: 0, hertz: 659.26, seconds: 0.28 },
      { at: 0.26, hertz: 523.25, seconds: 0.42 },
    ],
  },
  alarm: {
    type: 'triangle',
    notes: [0, 0.62].flatMap((start) => [
      { at: start, hertz: 587.33, seconds: 0.16 },
      { at: start + 0.15, hertz: 739.99, seconds: 0.16 },
      { at: start + 0.3, hertz: 880, seconds: 0.24 },
    ]),
  },
};

/** From the start of one sound to that of the next, seconds. */
const betweenSounds = 1.9;
/** More that come at once are not worth hearing. */
const mostQueued = 3;

/** Whether the browser lets this page sound: not before somebody has clicked or typed in it, unless it was told otherwise. */
export type SoundState = 'ready' | 'blocked' | 'none';

/** A page's own instrument. Sounds follow each other, and none is kept for later: what could not be heard is past. */
export class AlarmSound {
  readonly #context: AudioContext | null;
  #busyUntil = 0;

  constructor() {
    this.#context = typeof AudioContext === 'undefined' ? null : new AudioContext();
  }

  state(): SoundState {
    if (this.#context === null || this.#context.state === 'closed') return 'none';
    return this.#context.state === 'running' ? 'ready' : 'blocked';
  }

  /** Calls `listener` when the state may have changed; the answer stops it. */
  watch(listener: () => void): () => void {
    this.#context?.addEventListener('statechange', listener);
    return () => this.#context?.removeEventListener('statechange', listener);
  }

  /** To be called while somebody clicks or types. */
  async unlock(): Promise<void> {
    if (this.#context?.state === 'suspended') await this.#context.resume().catch(() => undefined);
  }

  /**
   * @param volume 0–1
   * @returns whether it will be heard
   */
  play(level: 'warn' | 'alarm', volume: number): boolean {
    const context = this.#context;
    if (context === null || context.state !== 'running' || volume <= 0) return false;
    const start = Math.max(context.currentTime + 0.02, this.#busyUntil);
    if (start - context.currentTime > mostQueued * betweenSounds) return false;
    this.#busyUntil = start + betweenSounds;
    const { type, notes } = patterns[level];
    for (const note of notes) playNote(context, type, { ...note, at: start + note.at }, volume);
    return true;
  }

  close(): void {
    if (this.#context !== null && this.#context.state !== 'closed') void this.#context.close();
  }
}

/** Swells and fades, so that nothing clicks. */
function playNote(context: AudioContext, type: OscillatorType, { at, hertz, seconds }: Note, volume: number): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.type = type;
  oscillator.frequency.value = hertz;
  // Loudness is heard by its square, as a knob of a radio is made.
  const loudest = 0.6 * Math.min(1, volume) ** 2;
  gain.gain.setValueAtTime(0.0001, at);
  gain.gain.exponentialRampToValueAtTime(Math.max(0.0002, loudest), at + 0.02);
  gain.gain.setValueAtTime(Math.max(0.0002, loudest), at + seconds * 0.5);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + seconds);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + seconds + 0.02);
}
