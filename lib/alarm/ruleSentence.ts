import type { AlarmRule } from './alarmRule.ts';
import { type AlarmLabels, type AlarmLocale, spanText } from './alarmSentence.ts';

/** A rule in one plain sentence: where, when it rings, and when that is over. */
export function ruleSentence(rule: AlarmRule, labels: AlarmLabels, locale: AlarmLocale): string {
  const sentence = (locale === 'tr' ? turkish : english)(rule, labels);
  return sentence.slice(0, 1).toLocaleUpperCase(locale === 'tr' ? 'tr-TR' : 'en-GB') + sentence.slice(1);
}

function turkish(rule: AlarmRule, labels: AlarmLabels): string {
  const { condition, raiseAfterSeconds, clearAfterSeconds, level } = rule;
  const span = (seconds: number) => spanText(seconds, 'tr') ?? '';
  const number = (value: number) => value.toLocaleString('tr-TR');
  const share = (ratio: number) => `%${(ratio * 100).toLocaleString('tr-TR', { maximumFractionDigits: 1 })}`;
  const rises = raiseAfterSeconds > 0 ? `üstüne çıkıp ${span(raiseAfterSeconds)} öyle kalırsa` : 'üstüne çıktığı anda';
  const falls = raiseAfterSeconds > 0 ? `altına inip ${span(raiseAfterSeconds)} öyle kalırsa` : 'altına indiği anda';
  const stays = clearAfterSeconds > 0 ? `${span(clearAfterSeconds)} öyle kalınca` : 'aynı anda';
  const word = level === 'alarm' ? 'alarm' : 'uyarı';
  const where = placeOf(rule, labels, 'tr');
  switch (condition.kind) {
    case 'waiting':
      return `${where} bekleyen sayısı ${number(condition.limit)} ${rises} ${word} verilir; ${number(condition.limit - condition.hysteresis)} veya altına inip ${stays} sona erer.`;
    case 'longest_wait':
      return `${where} en uzun bekleme ${span(condition.limitSeconds)} ${rises} ${word} verilir; ${span(condition.limitSeconds - condition.hysteresisSeconds)} veya altına inip ${stays} sona erer.`;
    case 'service_level': {
      const of = condition.window === 'hour' ? 'son bir saatin' : 'bugünün';
      return `${where} ${of} hizmet seviyesi ${share(condition.limitRatio)} ${falls} ${word} verilir (en az ${number(condition.leastContacts)} çağrı varsa); ${share(Math.min(1, condition.limitRatio + condition.hysteresisRatio))} veya üstüne çıkıp ${stays} sona erer.`;
    }
    case 'no_agents': {
      const who = condition.counted === 'available' ? 'çağrı alabilecek temsilci' : 'oturumu açık temsilci';
      const few = condition.most === 0 ? 'hiç yoksa' : `en çok ${number(condition.most)} kişiyse`;
      const when = condition.when === 'somebody_waits' ? 'bekleyen varken' : 'tahmine göre çağrı beklenen saatlerde';
      const held = raiseAfterSeconds > 0 ? ` ve bu ${span(raiseAfterSeconds)} sürerse` : '';
      return `${where} ${when} ${who} ${few}${held} ${word} verilir; düzelip ${stays} sona erer.`;
    }
    case 'source_stale': {
      const held = raiseAfterSeconds > 0 ? `kesilip ${span(raiseAfterSeconds)} geri gelmezse` : 'kesildiği anda';
      return `${where} bir santralin bağlantısı ${held} ${word} verilir; geri gelip ${stays} sona erer.`;
    }
    case 'forecast_exceeded': {
      const of = condition.window === 'hour' ? 'son bir saatte' : 'bugün şu ana kadar';
      const above = condition.marginRatio > 0 ? `${share(condition.marginRatio)} fazlasının ` : '';
      return `${where} ${of} gelen çağrılar sabahki tahminin üst sınırının ${above}${rises} ${word} verilir (en az ${number(condition.leastContacts)} çağrı varsa); ${share(condition.hysteresisRatio)} altına inip ${stays} sona erer.`;
    }
  }
}

function english(rule: AlarmRule, labels: AlarmLabels): string {
  const { condition, raiseAfterSeconds, clearAfterSeconds, level } = rule;
  const span = (seconds: number) => spanText(seconds, 'en') ?? '';
  const number = (value: number) => value.toLocaleString('en-GB');
  const share = (ratio: number) => `${(ratio * 100).toLocaleString('en-GB', { maximumFractionDigits: 1 })}%`;
  const held = raiseAfterSeconds > 0 ? ` for ${span(raiseAfterSeconds)}` : '';
  const stays = clearAfterSeconds > 0 ? ` for ${span(clearAfterSeconds)}` : '';
  const rings = level === 'alarm' ? 'an alarm is raised' : 'a warning is raised';
  const where = placeOf(rule, labels, 'en');
  switch (condition.kind) {
    case 'waiting':
      return `${where}, ${rings} when more than ${number(condition.limit)} have been waiting${held}; it is over at ${number(condition.limit - condition.hysteresis)} or fewer${stays}.`;
    case 'longest_wait':
      return `${where}, ${rings} when the longest wait has been over ${span(condition.limitSeconds)}${held}; it is over at ${span(condition.limitSeconds - condition.hysteresisSeconds)} or less${stays}.`;
    case 'service_level': {
      const of = condition.window === 'hour' ? "the last hour's" : "today's";
      return `${where}, ${rings} when ${of} service level has been below ${share(condition.limitRatio)}${held}, of at least ${number(condition.leastContacts)} calls; it is over at ${share(Math.min(1, condition.limitRatio + condition.hysteresisRatio))} or more${stays}.`;
    }
    case 'no_agents': {
      const who = condition.counted === 'available' ? 'available' : 'signed in';
      const few =
        condition.most === 0 ? `no agent has been ${who}` : `at most ${number(condition.most)} agents have been ${who}`;
      const when =
        condition.when === 'somebody_waits' ? 'while somebody waits' : 'at hours for which calls are forecast';
      return `${where}, ${rings} when ${few}${held} ${when}; it is over when that has changed${stays}.`;
    }
    case 'source_stale':
      return `${where}, ${rings} when the connection to an exchange has been lost${held}; it is over when it has been back${stays}.`;
    case 'forecast_exceeded': {
      const of = condition.window === 'hour' ? 'in the last hour' : 'today until now';
      const above = condition.marginRatio > 0 ? `${share(condition.marginRatio)} above` : 'above';
      return `${where}, ${rings} when the calls ${of} have been ${above} the upper end of the morning’s forecast${held}, of at least ${number(condition.leastContacts)} calls; it is over ${share(condition.hysteresisRatio)} below that${stays}.`;
    }
  }
}

/** Where the rule is watched. */
function placeOf({ scope, per, condition }: AlarmRule, labels: AlarmLabels, locale: AlarmLocale): string {
  const tr = locale === 'tr';
  const list = new Intl.ListFormat(tr ? 'tr-TR' : 'en-GB', { type: 'conjunction' });
  const queues = scope.queues.map((id) => labels.queues[id] ?? id);
  const centres = scope.centres.map((id) => labels.centres[id] ?? id);
  const named = list.format(queues.length > 0 ? queues : centres);
  if (condition.kind === 'source_stale') {
    if (centres.length === 0) return tr ? 'her merkezde' : 'in every centre';
    return tr ? `${named} için` : `in ${named}`;
  }
  if (per === 'queue') {
    if (named === '') return tr ? 'her kuyrukta tek tek' : 'for each queue';
    if (queues.length > 0)
      return tr
        ? `${named} için${queues.length > 1 ? ' tek tek' : ''}`
        : `for ${queues.length > 1 ? 'each of ' : ''}${named}`;
    return tr ? `${named} merkezinin her kuyruğunda` : `for each queue of ${named}`;
  }
  if (per === 'together') {
    if (named === '') return tr ? 'tüm merkezlerin toplamında' : 'for all centres together';
    return tr ? `${named} toplamında` : `for ${named} together`;
  }
  if (named === '') return tr ? 'her merkezde' : 'for each centre';
  return tr ? `${named} için` : `for ${named}`;
}
