/**
 * Why somebody on the roster takes no contacts. The first two keep people away altogether and are set by hand, the others
 * lie within signed-in time and are seen in the history of agents' states.
 */
export const shrinkageCauses = [
  'leave',
  'sickness',
  'break',
  'training',
  'meeting',
  'other_work',
  'outside_calls',
  'unreachable',
  'other',
] as const;
export type ShrinkageCause = (typeof shrinkageCauses)[number];

/** What a pause can be mapped to: a cause, or `contact`: it is part of the contact (after-contact work) and no shrinkage. */
export const pauseMeanings = ['break', 'training', 'meeting', 'other_work', 'other', 'contact'] as const;
export type PauseMeaning = (typeof pauseMeanings)[number];

/** A reason of the exchange and what it means. */
export type PauseMeanings = Readonly<Record<string, PauseMeaning>>;

/** Beginnings of words that leave no doubt, in lower case without marks; longer ones first where one begins another. */
const words: readonly [PauseMeaning, readonly string[]][] = [
  ['contact', ['acw', 'wrap', 'after call', 'after contact', 'cagri sonu', 'islem sonu', 'kayit']],
  ['training', ['egitim', 'training', 'coach', 'kocluk', 'oryantasyon']],
  ['meeting', ['toplanti', 'meeting', 'brief', 'bilgilendirme']],
  [
    'break',
    [
      'mola',
      'yemek',
      'ogle',
      'cay',
      'break',
      'lunch',
      'meal',
      'tea',
      'coffee',
      'namaz',
      'wc',
      'tuvalet',
      'ihtiyac',
      'rest',
      'dinlenme',
      'personal',
    ],
  ],
  [
    'other_work',
    [
      'dis arama',
      'geri arama',
      'geri donus',
      'e-posta',
      'eposta',
      'email',
      'e-mail',
      'callback',
      'outbound',
      'backoffice',
      'back office',
      'chat',
      'sosyal medya',
    ],
  ],
];

/**
 * What a pause means: as the settings say, else as its words say (Turkish and English), else `other`.
 *
 * @param reason as the exchange gives it; null: none was given
 */
export function pauseMeaning(
  reason: string | null,
  told: PauseMeanings = {},
): { meaning: PauseMeaning; known: boolean } {
  if (reason === null) return { meaning: 'other', known: false };
  const plain = plainWords(reason);
  for (const [name, meaning] of Object.entries(told)) if (plainWords(name) === plain) return { meaning, known: true };
  for (const [meaning, beginnings] of words)
    if (beginnings.some((beginning) => plain === beginning || ` ${plain}`.includes(` ${beginning}`)))
      return { meaning, known: true };
  return { meaning: 'other', known: false };
}

/** `ÇAY MOLASI`, `cay_molası` and `Çay molası` are one. */
function plainWords(text: string): string {
  return text
    .toLocaleLowerCase('tr')
    .replaceAll('ı', 'i')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[_.\s]+/g, ' ')
    .trim();
}
