import { stripVTControlCharacters, styleText } from 'node:util';
import { durationText, type Progress, progressText } from './progressText.ts';

/** One thing that takes time: what, how far, how long. */
export interface Step {
  /** What it is doing now, in a few words. */
  detail(text: string): void;
  progress(progress: Progress): void;
  done(text?: string): void;
  /** It goes on, but nobody waits for it any longer. */
  late(text: string): void;
  failed(text?: string): void;
  /** Leaves the screen without a word. */
  drop(): void;
}

export interface TerminalView {
  step(label: string): Step;
  /** A line that stays, above what is still moving. */
  print(text: string): void;
  /** For machines only: nothing where people read. */
  tell(entry: object): void;
  warn(text: string): void;
  error(text: string): void;
  /** Takes what moves off the screen; what is printed later stands as it is. */
  close(): void;
}

export interface Screen {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

interface Running {
  label: string;
  detail: string;
  progress: Progress | null;
  since: number;
  counting: { since: number; from: number };
  lastPlain: string;
  lastPlainAt: number;
}

const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const labelWidth = 18;
/** Without a terminal to draw on, a long step says how far it is this often. */
const plainEveryMs = 10_000;

/**
 * Steps with their progress. On a terminal what runs is redrawn in place and what is done stays above it; elsewhere
 * (a log, a pipe, CI) every line is plain and final.
 */
export function terminalView(screen: Screen = process.stdout): TerminalView {
  const live = screen.isTTY === true && process.env.TERM !== 'dumb';
  const running = new Set<Running>();
  let drawn = 0;
  let timer: NodeJS.Timeout | null = null;
  let frame = 0;

  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    live && text !== '' && !process.env.NO_COLOR ? styleText(style, text, { validateStream: false }) : text;
  const erase = () => {
    if (drawn > 0) screen.write(`\x1b[${drawn}A\x1b[0J`);
    drawn = 0;
  };
  const draw = () => {
    if (!live || running.size === 0) return;
    frame += 1;
    const lines = [...running].map((step) => {
      const mark = paint('cyan', spinner[frame % spinner.length] ?? '');
      return cut(`  ${mark} ${lineOf(step.label, said(step), paint('dim', age(step)))}`, screen.columns ?? 80);
    });
    // One write: erasing and drawing apart would flicker.
    const text = `${drawn > 0 ? `\x1b[${drawn}A\x1b[0J` : ''}${lines.join('\n')}\n`;
    drawn = lines.length;
    screen.write(text);
  };
  const print = (text: string) => {
    erase();
    screen.write(`${text}\n`);
    draw();
  };
  const settle = (step: Running, mark: string, text: string | undefined) => {
    if (!running.delete(step)) return;
    if (running.size === 0 && timer) {
      clearInterval(timer);
      timer = null;
    }
    print(`  ${mark} ${lineOf(step.label, text ?? step.detail, paint('dim', age(step)))}`);
  };

  return {
    print,
    tell() {},
    warn: (text) => print(`  ${paint('yellow', '!')} ${hung(text)}`),
    error: (text) => print(`  ${paint('red', '✗')} ${hung(text)}`),
    step(label) {
      const now = Date.now();
      const step: Running = {
        label,
        detail: '',
        progress: null,
        since: now,
        counting: { since: now, from: 0 },
        lastPlain: '',
        lastPlainAt: now,
      };
      running.add(step);
      if (live) {
        timer ??= setInterval(draw, 100);
        timer.unref();
        erase();
        draw();
      }
      const plainly = () => {
        if (live || Date.now() - step.lastPlainAt < plainEveryMs || said(step) === step.lastPlain) return;
        step.lastPlain = said(step);
        step.lastPlainAt = Date.now();
        screen.write(`  … ${lineOf(label, said(step), age(step))}\n`);
      };
      return {
        detail(text) {
          step.detail = text;
          plainly();
        },
        progress(progress) {
          if (step.progress?.unit !== progress.unit) step.counting = { since: Date.now(), from: progress.done };
          step.progress = progress;
          plainly();
        },
        done: (text) => settle(step, paint('green', '✓'), text),
        late: (text) => settle(step, paint('yellow', '!'), text),
        failed: (text) => settle(step, paint('red', '✗'), text),
        drop() {
          running.delete(step);
          erase();
          draw();
        },
      };
    },
    close() {
      running.clear();
      if (timer) clearInterval(timer);
      timer = null;
      erase();
    },
  };

  /** Long sentences go on under their own beginning. */
  function hung(text: string): string {
    return live ? wrapped(text, (screen.columns ?? 80) - 6).join('\n    ') : text;
  }
  function said(step: Running): string {
    const counted = step.progress
      ? progressText(step.progress, { ms: Date.now() - step.counting.since, from: step.counting.from })
      : '';
    return [counted, step.detail].filter(Boolean).join('  ');
  }
  function age(step: Running): string {
    const ms = Date.now() - step.since;
    return ms < 50 ? '' : durationText(ms);
  }
}

function lineOf(label: string, text: string, age: string): string {
  return `${label.padEnd(labelWidth)} ${text.padEnd(46)} ${age}`.trimEnd();
}

/** Breaks a text between words; its own line breaks stay. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(/(?<=\S) /)) {
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines;
}

/** Cuts a line to the terminal, for a line that wraps cannot be redrawn; colours do not count. */
function cut(line: string, columns: number): string {
  const plain = stripVTControlCharacters(line);
  if (plain.length < columns) return line;
  return `${plain.slice(0, Math.max(0, columns - 2))}…`;
}
