const longestSubject = 80;

/**
 * A contact's subject as the exchange tells it, for keeping: null when there is none in it. What may be a telephone number,
 * seven digits or more with nothing but blanks and signs between them, is no subject and is never kept.
 */
export function subjectOf(told: string | undefined): string | null {
  const text = (told ?? '').replaceAll(/\p{Cc}+/gu, ' ').trim();
  if (text === '' || /\d(?:[\s()+./-]*\d){6}/.test(text)) return null;
  return [...text].slice(0, longestSubject).join('');
}

/** Whether a subject is among those listed, whatever the case of its letters, by Turkish rules. */
export function isListed(subject: string, listed: ReadonlySet<string>): boolean {
  return listed.has(comparable(subject));
}

/** Subjects for `isListed`. */
export function subjectList(subjects: readonly string[]): ReadonlySet<string> {
  return new Set(subjects.map(comparable));
}

function comparable(subject: string): string {
  return subject.trim().toLocaleLowerCase('tr');
}
