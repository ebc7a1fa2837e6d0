/** Something wrong with what the person handed in: one sentence that says what, where and the cure. */
export class StaffMistake extends Error {
  /** `usage`: an option is wrong (exit code 2); `input`: the file is (exit code 1). */
  readonly kind: 'usage' | 'input';

  constructor(kind: 'usage' | 'input', sentence: string) {
    super(sentence);
    this.name = 'StaffMistake';
    this.kind = kind;
  }
}
