/** What stands behind the question mark of an address. */
export type Search = Record<string, string | string[] | undefined>;

/** Something in an address that is wrong; its default is taken instead. */
export interface Problem<P extends string> {
  param: P;
  /** What stood in the address. */
  given: string;
}

/**
 * Reads an address parameter by parameter: what is absent gives null, and so does what is wrong, which is noted besides.
 *
 * @param parse null or undefined: wrong
 */
export function addressReader<P extends string>(search: Search, problems: Problem<P>[]) {
  return <T>(param: P, parse: (text: string) => T | null | undefined): T | null => {
    const given = search[param];
    if (given === undefined || given === '') return null;
    const value = typeof given === 'string' ? parse(given) : null;
    if (value !== null && value !== undefined) return value;
    problems.push({ param, given: String(given).slice(0, 60) });
    return null;
  };
}
