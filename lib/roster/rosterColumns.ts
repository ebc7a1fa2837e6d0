import type { RosterActivity } from './rosteredShift.ts';

export type RosterColumn = 'agent' | 'start' | 'end' | 'date' | 'activity' | 'queues' | 'name';

/** What rosters call their columns, English and Turkish, folded by `foldedWord`. */
const columnNames: Record<RosterColumn, readonly string[]> = {
  agent: ['agent', 'agent id', 'agentid', 'temsilci', 'temsilci no', 'sicil', 'sicil no', 'personel', 'dahili'],
  start: ['start', 'starts', 'start time', 'from', 'baslangic', 'baslangic saati', 'giris'],
  end: ['end', 'ends', 'end time', 'to', 'bitis', 'bitis saati', 'cikis'],
  date: ['date', 'day', 'tarih', 'gun'],
  activity: ['activity', 'etkinlik', 'faaliyet', 'tur'],
  queues: ['queues', 'queue', 'kuyruklar', 'kuyruk'],
  name: ['name', 'agent name', 'ad', 'adi', 'isim', 'ad soyad', 'adi soyadi', 'temsilci adi'],
};

const activityNames: Record<RosterActivity, readonly string[]> = {
  work: ['work', 'shift', 'duty', 'calisma', 'mesai', 'vardiya', 'is', 'gorev', 'nobet'],
  break: ['break', 'lunch', 'rest', 'mola', 'yemek', 'ara', 'dinlenme'],
  training: ['training', 'egitim'],
  meeting: ['meeting', 'toplanti'],
  other: ['other', 'leave', 'holiday', 'sick', 'sickness', 'off', 'diger', 'izin', 'rapor', 'idari'],
};

/** Which column a heading names; null: none that a roster is read for. */
export function columnOf(heading: string): RosterColumn | null {
  return keyOf(columnNames, heading.replaceAll('_', ' '));
}

/** Which activity a word names; null: none. */
export function activityOf(word: string): RosterActivity | null {
  return keyOf(activityNames, word);
}

/** Lower case without accents, so that BAŞLANGIÇ, Başlangıç and baslangic are one word. */
export function foldedWord(text: string): string {
  return text
    .trim()
    .toLocaleLowerCase('tr')
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replaceAll('ı', 'i')
    .replace(/\s+/g, ' ');
}

function keyOf<Key extends string>(names: Record<Key, readonly string[]>, text: string): Key | null {
  // An English capital I is read as the dotless one by Turkish rules; folding makes both the same.
  const word = foldedWord(text);
  for (const key of Object.keys(names) as Key[]) if (names[key].includes(word)) return key;
  return null;
}
