/** How far something is. */
export interface Step {
  done: number;
  of: number;
}

/** Goes all the way at once. */
export function finished<T>(steps: Generator<Step, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Goes on step by step, letting whoever waits for the process have his turn, and telling how far it is. */
export async function finishedPolitely<T>(steps: Generator<Step, T>, tell: (step: Step) => void): Promise<T> {
  let turn = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - turn < 50) continue;
    tell(value);
    await new Promise((resolve) => setTimeout(resolve, 0));
    turn = performance.now();
  }
}
