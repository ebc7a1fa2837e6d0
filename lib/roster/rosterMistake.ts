/** Most that are told at once; the rest are counted. */
const mostTold = 20;

/** What is wrong with roster files: one sentence each, saying where, what, and the cure. */
export class RosterMistake extends Error {
  readonly sentences: readonly string[];

  constructor(sentences: readonly string[]) {
    const told = sentences.slice(0, mostTold);
    const more = sentences.length - told.length;
    if (more > 0) told.push(`${more} more ${more === 1 ? 'line is' : 'lines are'} wrong.`);
    super(told.join('\n'));
    this.name = 'RosterMistake';
    this.sentences = sentences;
  }
}
