import type { Progress } from '#lib/terminal/progressText.ts';
import type { Step, TerminalView } from '#lib/terminal/terminalView.ts';

/** What parts do in the background once the wall is live, each as a moving line. */
export class BackgroundProgress {
  readonly #view: TerminalView;
  readonly #steps = new Map<string, Step>();
  #waiting = new Map<string, [string, Progress]>();
  #live = false;

  constructor(view: TerminalView) {
    this.#view = view;
  }

  begin(): void {
    this.#live = true;
    for (const [key, [what, progress]] of this.#waiting) this.#draw(key, what, progress);
    this.#waiting = new Map();
  }

  show(part: string, what: string, progress: Progress): void {
    const key = `${part} ${what}`;
    if (this.#live) this.#draw(key, what, progress);
    else this.#waiting.set(key, [what, progress]);
  }

  end(): void {
    this.#live = false;
    for (const step of this.#steps.values()) step.drop();
    this.#steps.clear();
  }

  #draw(key: string, what: string, progress: Progress): void {
    const finished = progress.of !== null && progress.done >= progress.of;
    let step = this.#steps.get(key);
    if (step === undefined) {
      // Told as finished without ever having moved: there was nothing to do.
      if (finished) return;
      step = this.#view.step(what);
      this.#steps.set(key, step);
    }
    step.progress(progress);
    if (!finished) return;
    step.done(`${progress.of?.toLocaleString('en-US')} ${progress.unit}`);
    this.#steps.delete(key);
  }
}
