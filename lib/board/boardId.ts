const longest = 60;
/** Addresses below /boards that are no boards. */
const reserved: ReadonlySet<string> = new Set(['new', 'messages']);
const turkish: Readonly<Record<string, string>> = { ı: 'i', ş: 's', ğ: 'g', ü: 'u', ö: 'o', ç: 'c' };

/**
 * A board's id made of words, fit for an address and not taken: `Çağrı merkezi` is `cagri-merkezi`, then `cagri-merkezi-2`.
 *
 * @param words a board's name, or a centre's id
 */
export function boardId(words: string, taken: (id: string) => boolean = () => false): string {
  const plain = words
    .toLocaleLowerCase('tr')
    .replaceAll(/[ışğüöç]/g, (letter) => turkish[letter] ?? letter)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longest - 5)
    .replaceAll(/^-+|-+$/g, '');
  const first = reserved.has(plain) ? `${plain}-1` : plain || 'pano';
  if (!taken(first)) return first;
  for (let nth = 2; ; nth++) {
    const id = `${first}-${nth}`;
    if (!taken(id)) return id;
  }
}

/** May a board have this id? Some name other pages. */
export function isReservedBoardId(id: string): boolean {
  return reserved.has(id);
}
