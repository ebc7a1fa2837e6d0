import controls from '../../frame/controls.module.css';
import { HintedLabel } from '../../hint/HintedLabel.tsx';
import { formatsOf } from '../../i18n/formats.ts';
import { requestLocale } from '../../i18n/requestLocale.ts';
import { translations } from '../../i18n/translations.ts';
import { HeadCell } from '../../table/HeadCell.tsx';
import { ScrollTable } from '../../table/ScrollTable.tsx';
import tableStyles from '../../table/scrollTable.module.css';
import styles from './AccuracyPage.module.css';
import { biasText, methodKind, methodText } from './accuracyText.ts';
import { byError, type QueueChoice } from './queueChoices.ts';

/** Everything that was tried on one queue's past, the mixture in use first, then the best. */
export async function MethodTable({ choice }: { choice: QueueChoice }) {
  const t = await translations('accuracy');
  const formats = formatsOf(await requestLocale());
  const { horizons, chosen } = choice;
  const ruling = horizons.includes('7d') ? '7d' : (horizons[0] ?? '');
  const spanOf = (horizon: string) => t('choice.horizon', { days: Number.parseInt(horizon, 10) });
  const cells = (of: QueueChoice['chosen']) => (
    <>
      {horizons.map((horizon) => (
        <td key={horizon} className={horizon === ruling ? tableStyles.main : undefined}>
          {formats.percent(of[horizon]?.wape)}
        </td>
      ))}
      <td>{biasText(of[ruling]?.bias ?? null, t, formats)}</td>
      <td>{formats.decimal(of[ruling]?.mase ?? null, 2)}</td>
      <td>{formats.percent(of[ruling]?.coverage80)}</td>
    </>
  );
  const head = (label: string, hint: string, key = label) => (
    <HeadCell key={key} label={label} hint={hint} explain={t('explain', { what: label })} />
  );
  return (
    <ScrollTable caption={t('choice.tried')}>
      <table className={`${controls.table} ${tableStyles.table} ${styles.methods}`} data-testid="method-table">
        <thead>
          <tr>
            <th scope="col">{t('choice.method')}</th>
            {head(t('choice.weight'), t('choice.weightHint'))}
            {horizons.map((horizon) =>
              head(t('choice.error', { horizon: spanOf(horizon) }), t('choice.errorHint'), horizon),
            )}
            {head(t('figures.bias'), t('hints.bias'))}
            {head(t('figures.mase'), t('hints.mase'))}
            {head(t('figures.coverage'), t('hints.coverage'))}
          </tr>
        </thead>
        <tbody>
          <tr className={styles.used}>
            <th scope="row" className={tableStyles.main}>
              {t('choice.chosen')}
              <span className={styles.badge}>{t('choice.used')}</span>
            </th>
            <td>{formats.percent(1, 0)}</td>
            {cells(chosen)}
          </tr>
          {byError(choice, ruling).map(({ name, weight, horizons: of }) => (
            <tr key={name}>
              <th scope="row">
                <HintedLabel
                  label={methodText(name, t)}
                  explain={t('explain', { what: methodText(name, t) })}
                  text={`${t(`methodHints.${methodKind(name)}`)} (${name})`}
                />
              </th>
              <td>{weight >= 0.005 ? formats.percent(weight, 0) : '–'}</td>
              {cells(of)}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}
