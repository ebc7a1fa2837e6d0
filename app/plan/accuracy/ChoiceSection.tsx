import controls from '../../frame/controls.module.css';
import { formatsOf } from '../../i18n/formats.ts';
import { requestLocale } from '../../i18n/requestLocale.ts';
import { translations } from '../../i18n/translations.ts';
import styles from './AccuracyPage.module.css';
import { ChoicesTable } from './ChoicesTable.tsx';
import { MethodTable } from './MethodTable.tsx';
import type { QueueChoice } from './queueChoices.ts';

interface Props {
  choices: readonly QueueChoice[];
  /** One queue is shown with all its methods, several with what each uses. */
  single: boolean;
  zone: string;
  /** Address of a queue's own page. */
  hrefOf: (queue: string) => string;
}

/** Why the forecast is made as it is: the backtest of everything that was tried. */
export async function ChoiceSection({ choices, single, zone, hrefOf }: Props) {
  const t = await translations('accuracy');
  const formats = formatsOf(await requestLocale());
  const tested = choices.filter(({ horizons }) => horizons.length > 0);
  const first = tested[0];
  const date = (iso: string | null) => (iso === null ? '–' : formats.date(Date.parse(`${iso}T00:00Z`), 'UTC'));
  const dates = (of: 'from' | 'to') => tested.flatMap((choice) => choice[of] ?? []).sort();
  return (
    <section className={styles.panel} data-testid="choice">
      <h2 className={controls.panelTitle}>
        {single && choices[0] ? t('choice.titleOf', { label: choices[0].label }) : t('choice.title')}
      </h2>
      {first ? (
        <p className={controls.lead}>
          {t('choice.lead', {
            from: date(dates('from')[0] ?? null),
            to: date(dates('to').at(-1) ?? null),
            origins: Math.max(...tested.map(({ origins }) => origins)),
          })}{' '}
          {single ? '' : t('choice.several')}
        </p>
      ) : (
        <p className={controls.notice} role="status">
          {t(choices.length === 0 ? 'choice.none' : 'choice.untested')}
        </p>
      )}
      {choices
        .filter(({ borrowedFrom }) => borrowedFrom !== null)
        .map(({ id, label, borrowedFrom }) => (
          <p key={id} className={controls.note}>
            {single ? '' : `${label}: `}
            {t('choice.borrowed', { label: borrowedFrom ?? '' })}
          </p>
        ))}
      {first === undefined ? null : single ? (
        <MethodTable choice={first} />
      ) : (
        <ChoicesTable choices={tested} hrefOf={hrefOf} />
      )}
      {first ? (
        <p className={controls.note}>
          {t('choice.madeAt', {
            at: `${formats.longDate(first.madeAt, zone)} ${formats.time(first.madeAt, zone)}`,
          })}
        </p>
      ) : null}
    </section>
  );
}
