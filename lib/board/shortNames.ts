/**
 * People's names as a wall shortens them in Türkiye: the first name and the surname's initial, “Ayşe Y.”; of two who would be
 * alike the surname goes on until they are not, “Ayşe Ya.” and “Ayşe Yı.”, and then the second name joins, “Ayşe Nur Y.”.
 * Names in capitals are set in small letters, by Turkish rules (IŞIK: Işık). A name of one word, or one that ends with a
 * number such as “Temsilci 12”, stays as it is.
 *
 * @returns by name as given
 */
export function shortNames(names: Iterable<string>): Map<string, string> {
  const whole = [...new Set(names)];
  const result = new Map(whole.map((name) => [name, shortened(name, 0)]));
  for (let step = 1; step <= mostSteps; step++) {
    const alike = Map.groupBy(whole, (name) => result.get(name) as string);
    const unclear = [...alike.values()].filter((of) => of.length > 1).flat();
    if (unclear.length === 0) break;
    for (const name of unclear) result.set(name, shortened(name, step));
  }
  return result;
}

/** More letters of a surname than that are as good as all of it. */
const mostLetters = 4;
const mostSteps = mostLetters + 2;

function shortened(name: string, step: number): string {
  const words = name.trim().split(/\s+/).map(inSmallLetters);
  const last = words.at(-1) ?? '';
  const [first = ''] = words;
  if (words.length < 2 || /\d/.test(last)) return words.join(' ');
  const given = step > 0 && words.length > 2 ? words.slice(0, -1).join(' ') : first;
  // With a second name that tells them apart one letter of the surname will do.
  const letters = words.length > 2 ? step : step + 1;
  if (letters > mostLetters || last.length <= letters + 1) return `${given} ${step === 0 ? initial(last, 1) : last}`;
  return `${given} ${initial(last, Math.max(1, letters))}`;
}

function initial(surname: string, letters: number): string {
  const [first = '', ...rest] = surname;
  return `${first.toLocaleUpperCase('tr-TR')}${rest.slice(0, letters - 1).join('')}.`;
}

function inSmallLetters(word: string): string {
  const isCapitals = word.length > 1 && word === word.toLocaleUpperCase('tr-TR') && /\p{L}/u.test(word);
  const [first = '', ...rest] = isCapitals ? word.toLocaleLowerCase('tr-TR') : word;
  return first.toLocaleUpperCase('tr-TR') + rest.join('');
}
