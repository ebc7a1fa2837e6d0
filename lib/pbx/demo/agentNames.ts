import { SeededRandom } from './seededRandom.ts';

const givenNames = [
  'Ayşe', 'Fatma', 'Zeynep', 'Elif', 'Merve', 'Büşra', 'Gülşen', 'Çiğdem', 'Selin', 'Esra', 'Hatice', 'Emine', 'Sevgi',
  'Şeyma', 'Tuğba', 'Özlem', 'Derya', 'Nurcan', 'İrem', 'Pınar', 'Mehmet', 'Mustafa', 'Ahmet', 'Hüseyin', 'İbrahim',
  'Ömer', 'Emre', 'Yusuf', 'Oğuzhan', 'Gökhan', 'Serkan', 'Murat', 'Burak', 'Uğur', 'Şükrü', 'Kemal', 'Onur', 'Çağrı',
  'Volkan', 'Tolga',
]; // biome-ignore format: a word list reads better in rows
const surnames = [
  'Yılmaz', 'Kaya', 'Demir', 'Çelik', 'Şahin', 'Yıldız', 'Öztürk', 'Aydın', 'Arslan', 'Doğan', 'Kılıç', 'Koç', 'Kurt',
  'Özdemir', 'Şimşek', 'Polat', 'Korkmaz', 'Çakır', 'Erdoğan', 'Güneş', 'Aktaş', 'Ünal', 'Taş', 'Işık', 'Güler', 'Avcı',
  'Bulut', 'Yavuz', 'Acar', 'Türkmen',
]; // biome-ignore format: a word list reads better in rows

/** Made-up people: common given names and surnames put together by the seed, no two the same; beyond six hundred, many have two given names. */
export function agentNames(count: number, ...seed: (string | number)[]): string[] {
  const random = new SeededRandom(...seed, 'names');
  const names = new Set<string>();
  const fewest = (givenNames.length * surnames.length) / 2;
  while (names.size < count) {
    const second = names.size < fewest ? '' : `${random.pick(givenNames)} `;
    names.add(`${random.pick(givenNames)} ${second}${random.pick(surnames)}`);
  }
  return [...names];
}
