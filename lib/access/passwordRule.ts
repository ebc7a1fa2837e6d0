/** Characters at least and at most. Long beats odd: no rule asks for signs or capitals. */
export const passwordLength = { least: 10, most: 128 } as const;

export type PasswordFault = 'too_short' | 'too_long' | 'too_simple' | 'names_you';

/** What everybody tries first, as it begins; Turkish keyboards and habits too. */
const common =
  /^(password|passw0rd|parola|sifre|şifre|santral|wallboard|qwerty|qwertz|asdf|12345|123123|11111|00000|abc123|iloveyou|admin|welcome|letmein|galatasaray|fenerbahce|fenerbahçe|besiktas|beşiktaş|trabzonspor|turkiye|türkiye|kocaeli|istanbul|ankara)/i;

/**
 * What is wrong with a new password; null: nothing.
 *
 * @param names username and name of whose it is to be: it may not hold them
 */
export function passwordFault(password: string, names: readonly string[] = []): PasswordFault | null {
  const length = [...password].length;
  if (length < passwordLength.least) return 'too_short';
  if (length > passwordLength.most) return 'too_long';
  const lower = password.toLocaleLowerCase('tr');
  if (names.some((name) => name.length > 2 && lower.includes(name.toLocaleLowerCase('tr')))) return 'names_you';
  // A common word with a few signs behind it, or few different signs at all.
  if (new Set(password).size < 5 || (common.test(password) && length < 16)) return 'too_simple';
  return null;
}
