import type { Locale } from '../../app/i18n/locale.ts';
import { languageTags } from '../../app/i18n/locale.ts';
import { messages } from '../../app/i18n/messages.ts';

/** Runs in the page: all that is read there, by eye or by ear. */
export function pageTexts(): string[] {
  const texts: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent || parent.closest('script, style, noscript, [lang]:not(html), textarea')) continue;
    if (node.textContent?.trim()) texts.push(node.textContent.trim());
  }
  for (const element of document.body.querySelectorAll('[aria-label], [title], [alt], [placeholder]')) {
    if (element.closest('[lang]:not(html)')) continue;
    for (const name of ['aria-label', 'title', 'alt', 'placeholder']) {
      const text = element.getAttribute(name)?.trim();
      if (text) texts.push(text);
    }
  }
  return [...new Set(texts)];
}

/**
 * Words that no text of the language has: left over from another one, or written into the program.
 *
 * @param data what people and exchanges have named: any object, of which every string counts
 */
export function foreignWords(texts: readonly string[], locale: Locale, data: readonly unknown[]): string[] {
  const known = new Set<string>();
  const take = (value: unknown): void => {
    if (typeof value === 'string') for (const word of wordsOf(value, locale)) known.add(word);
    else if (value && typeof value === 'object') for (const inner of Object.values(value)) take(inner);
  };
  // Of a message's own grammar nothing is read: {count, plural, one {…} other {…}}.
  const grammar = /\{\s*\w+\s*(,\s*\w+\s*,?)?|\b(zero|one|two|few|many|other)\s*\{/g;
  take(
    JSON.parse(
      JSON.stringify(messages[locale], (_, value) =>
        typeof value === 'string' ? value.replaceAll(grammar, ' ') : value,
      ),
    ),
  );
  for (const one of data) take(one);
  take(calendarWords(locale));
  const foreign = new Set<string>();
  for (const text of texts.map((whole) => whole.replaceAll(addresses, ' '))) {
    const strange = wordsOf(text, locale).filter(
      (word) => !known.has(word) && !isShortened(word, text) && !/^\p{Lu}?\d/u.test(word),
    );
    if (strange.length > 0) foreign.add(`${strange.join(', ')} in “${text.slice(0, 80)}”`);
  }
  return [...foreign];
}

/** The same in every language: addresses, and the code of a TV. */
const addresses = /https?:\/\/\S+|(^|\s)\/[\w/-]+|\blocalhost:\d+|\b[A-Z\d]{4}-[A-Z\d]{4}\b/g;

/** Of a name that is cut with a full stop, as “Müge Ay.” is, only a part is there. */
function isShortened(word: string, text: string): boolean {
  return word.length <= 3 && text.toLocaleLowerCase('tr-TR').includes(`${word}.`);
}

function wordsOf(text: string, locale: Locale): string[] {
  return (text.toLocaleLowerCase(languageTags[locale]).match(/\p{L}{2,}/gu) ?? []).map(String);
}

function calendarWords(locale: Locale): string[] {
  const days = Array.from({ length: 372 }, (_, day) => new Date(Date.UTC(2026, 0, day)));
  return (['long', 'short'] as const).flatMap((style) =>
    days.map((day) =>
      day.toLocaleDateString(languageTags[locale], { weekday: style, month: style, day: 'numeric', year: 'numeric' }),
    ),
  );
}
