/** One event filter of a session, as action Filter adds it. */
export interface AmiFilter {
  exclude: boolean;
  matches: (name: string, message: string) => boolean;
}

/**
 * Makes a filter from what Asterisk 22 accepts.
 * @param criteria `MatchCriteria`, like `action(exclude),name(VarSet),header(Channel),method(starts_with)`; empty: the older form,
 * where `expression` is a regular expression over the whole message, with `!` in front to exclude.
 * @returns the filter, or the sentence that Asterisk would answer.
 */
export function parseAmiFilter(criteria: string, expression: string): AmiFilter | string {
  if (criteria === '') {
    if (expression === '') return 'Filter not specified';
    const exclude = expression.startsWith('!');
    const pattern = regex(exclude ? expression.slice(1) : expression);
    if (!pattern) return 'Filter did not compile';
    return { exclude, matches: (_name, message) => pattern.test(message) };
  }
  const given = new Map<string, string>();
  const rest = criteria.replace(
    /\s*(action|name|header|method)\(([^()]*)\)\s*,?/gi,
    (_all, key: string, value: string) => {
      given.set(key.toLowerCase(), value.trim());
      return '';
    },
  );
  if (rest.trim() !== '') return `Filter's match criteria make no sense: ${rest.trim()}`;
  const action = given.get('action') ?? 'include';
  if (action !== 'include' && action !== 'exclude') return `Filter's action must be include or exclude, not ${action}`;
  const method = given.get('method') ?? 'none';
  const test = tester(method, expression);
  if (typeof test === 'string') return test;
  const name = given.get('name');
  const header = given.get('header');
  return {
    exclude: action === 'exclude',
    matches: (eventName, message) => {
      if (name !== undefined && name !== eventName) return false;
      if (header === undefined) return method === 'none' || test(message);
      const value = headerOf(message, header);
      return value !== null && (method === 'none' || test(value));
    },
  };
}

/** Exclusion wins; with any including filter, what none includes is left out. */
export function passesFilters(filters: readonly AmiFilter[], name: string, message: string): boolean {
  let anyInclude = false;
  let included = false;
  for (const filter of filters) {
    if (filter.exclude) {
      if (filter.matches(name, message)) return false;
    } else {
      anyInclude = true;
      included ||= filter.matches(name, message);
    }
  }
  return !anyInclude || included;
}

function tester(method: string, expression: string): ((text: string) => boolean) | string {
  switch (method) {
    case 'none':
      return () => true;
    case 'exact':
      return (text) => text === expression;
    case 'starts_with':
      return (text) => text.startsWith(expression);
    case 'ends_with':
      return (text) => text.endsWith(expression);
    case 'contains':
      return (text) => text.includes(expression);
    case 'regex': {
      const pattern = regex(expression);
      return pattern ? (text) => pattern.test(text) : 'Filter did not compile';
    }
    default:
      return `Filter's method ${method} is not known`;
  }
}

const posixClasses: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  upper: 'A-Z',
};

/** A POSIX extended expression, as Asterisk compiles it; there a dot takes line ends too. */
function regex(source: string): RegExp | null {
  const translated = source.replace(/\[:(\w+):\]/g, (whole, name: string) => posixClasses[name] ?? whole);
  try {
    return new RegExp(translated, 's');
  } catch {
    return null;
  }
}

function headerOf(message: string, header: string): string | null {
  const key = `\r\n${header}: `;
  const start = message.indexOf(key);
  if (start < 0) return null;
  const end = message.indexOf('\r\n', start + key.length);
  return message.slice(start + key.length, end < 0 ? undefined : end);
}
