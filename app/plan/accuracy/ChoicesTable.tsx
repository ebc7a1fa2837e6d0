import Link from 'next/link';
import controls from '../../frame/controls.module.css';
import { formatsOf } from '../../i18n/formats.ts';
import { requestLocale } from '../../i18n/requestLocale.ts';
import { translations } from '../../i18n/translations.ts';
import { HeadCell } from '../../table/HeadCell.tsx';
import { ScrollTable } from '../../table/ScrollTable.tsx';
import tableStyles from '../../table/scrollTable.module.css';
import styles from './AccuracyPage.module.css';
import { kindsText, kindText, methodKind } from './accuracyText.ts';
import { byError, type QueueChoice } from './queueChoices.ts';

/** What each queue of a centre is forecast by, and the best single method beside it. */
export async function ChoicesTable({
  choices,
  hrefOf,
}: {
  choices: readonly QueueChoice[];
  hrefOf: (queue: string) => string;
}) {
  const t = await translations('accuracy');
  const formats = formatsOf(await requestLocale());
  const horizons = [...new Set(choices.flatMap((choice) => choice.horizons))].sort(
    (a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10),
  );
  const ruling = horizons.includes('7d') ? '7d' : (horizons[0] ?? '');
  const head = (label: string, hint: string, key = label) => (
    <HeadCell key={key} label={label} hint={hint} explain={t('explain', { what: label })} />
  );
  return (
    <ScrollTable caption={t('choice.chosen')}>
      <table className={`${controls.table} ${tableStyles.table} ${styles.choices}`} data-testid="choices-table">
        <thead>
          <tr>
            <th scope="col">{t('queues.queue')}</th>
            {horizons.map((horizon) =>
              head(
                t('choice.error', { horizon: t('choice.horizon', { days: Number.parseInt(horizon, 10) }) }),
                t('choice.errorHint'),
                horizon,
              ),
            )}
            {head(t('figures.coverage'), t('hints.coverage'))}
            {head(t('choice.best'), t('choice.bestHint'))}
            {head(t('choice.inUse'), t('choice.weightHint'))}
          </tr>
        </thead>
        <tbody>
          {choices.map((choice) => {
            const best = byError(choice, ruling)[0];
            return (
              <tr key={choice.id}>
                <th scope="row">
                  <Link href={hrefOf(choice.id)} prefetch={false}>
                    {choice.label}
                  </Link>
                </th>
                {horizons.map((horizon) => (
                  <td key={horizon} className={horizon === ruling ? tableStyles.main : undefined}>
                    {formats.percent(choice.chosen[horizon]?.wape)}
                  </td>
                ))}
                <td>{formats.percent(choice.chosen[ruling]?.coverage80)}</td>
                <td>
                  {best
                    ? `${kindText(methodKind(best.name), t)} (${formats.percent(best.horizons[ruling]?.wape)})`
                    : '–'}
                </td>
                <td className={styles.wrapped}>{kindsText(choice.methods, t, formats)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollTable>
  );
}
