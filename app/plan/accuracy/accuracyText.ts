import { type Formats, unknownMark } from '../../i18n/formats.ts';
import type { translations } from '../../i18n/translations.ts';

type Texts = Awaited<ReturnType<typeof translations<'accuracy'>>>;

/** `3.2% too many`: which side, in a word rather than a sign. */
export function biasText(bias: number | null, t: Texts, formats: Formats): string {
  if (bias === null) return unknownMark;
  if (isEven(bias)) return t('bias.none');
  return t(bias > 0 ? 'bias.high' : 'bias.low', { percent: formats.percent(Math.abs(bias)) });
}

/** A bias that would be shown as 0.0%. */
export function isEven(bias: number): boolean {
  return Math.abs(bias) < 0.0005;
}

/** A candidate's name in words: `level_2_local` is the day level by weekday, with the day of the month and a changing level. */
export function methodText(name: string, t: Texts): string {
  if (name === 'same_weekday_mean' || name === 'same_weekday_median' || name === 'same_weekday_weighted')
    return t(`methods.${name}`);
  const [family, month, variant] = name.split('_');
  if (family !== 'level' && family !== 'shapes') return name;
  const method = t(`methods.${family}`);
  const terms = [
    ...(month === '0' ? [] : [t('methods.month', { waves: month ?? '' })]),
    ...(variant === 'local' || variant === 'yearly' ? [t(`methods.${variant}`)] : []),
  ];
  return terms.length === 0 ? method : t('methods.with', { method, terms: terms.join(', ') });
}

/** `level_2 0.61 + shapes_3 0.39` as the kinds of methods in it. */
export function mixtureText(method: string, t: Texts, formats: Formats): string {
  const parts = method.split(' + ').map((part) => {
    const [name = '', weight] = part.split(' ');
    return { name, weight: weight === undefined ? 1 : Number(weight) };
  });
  return parts.every(({ weight }) => Number.isFinite(weight)) ? kindsText(parts, t, formats) : method;
}

/** Shares of the kinds of methods, the greatest first: `Day level × day shapes 67% + Same weekday 33%`. */
export function kindsText(methods: readonly { name: string; weight: number }[], t: Texts, formats: Formats): string {
  const kinds = { same_weekday: 0, level: 0, shapes: 0 };
  for (const { name, weight } of methods) kinds[methodKind(name)] += weight;
  const used = Object.entries(kinds)
    .filter(([, weight]) => weight > 0)
    .sort(([, a], [, b]) => b - a);
  const whole = used.reduce((sum, [, weight]) => sum + weight, 0);
  const rounded = used.map(([, weight]) => Math.round((100 * weight) / whole));
  // The first takes what rounding has left over or short, so that all are 100%.
  if (rounded[0] !== undefined) rounded[0] += 100 - rounded.reduce((sum, share) => sum + share, 0);
  const shares = used.flatMap(([kind], i) => {
    const share = rounded[i] ?? 0;
    return share > 0 ? [`${kindText(kind as Kind, t)} ${formats.percent(share / 100, 0)}`] : [];
  });
  return shares.join(' + ') || unknownMark;
}

/** What kind of method it is, in words. */
export function kindText(kind: Kind, t: Texts): string {
  return t(kind === 'same_weekday' ? 'methods.sameWeekday' : `methods.${kind}`);
}

type Kind = 'same_weekday' | 'level' | 'shapes';

/** Which kind a candidate is of. */
export function methodKind(name: string): Kind {
  return name.startsWith('level') ? 'level' : name.startsWith('shapes') ? 'shapes' : 'same_weekday';
}
