import controls from '../../frame/controls.module.css';
import { HintedLabel } from '../../hint/HintedLabel.tsx';
import figureStyles from '../../history/HistoryFigures.module.css';
import { formatsOf } from '../../i18n/formats.ts';
import { requestLocale } from '../../i18n/requestLocale.ts';
import { translations } from '../../i18n/translations.ts';
import type { Accuracy } from './accuracyOfDays.ts';
import { biasText, isEven } from './accuracyText.ts';

/** How the forecasts of the range did, at a glance. */
export async function AccuracyTiles({ accuracy }: { accuracy: Accuracy }) {
  const t = await translations('accuracy');
  const formats = formatsOf(await requestLocale());
  const { wape, dayWape, bias, coverage80, below, above, mase, forecast, actual } = accuracy;
  const figures = [
    { name: 'wape', value: formats.percent(wape) },
    { name: 'dayWape', value: formats.percent(dayWape) },
    {
      name: 'bias',
      value: bias === null || isEven(bias) ? biasText(bias, t, formats) : formats.percent(Math.abs(bias)),
      below: bias === null || isEven(bias) ? '' : t(bias > 0 ? 'bias.side.high' : 'bias.side.low'),
    },
    {
      name: 'coverage',
      value: formats.percent(coverage80),
      below: coverage80 === null ? '' : t('missed', { below: formats.percent(below), above: formats.percent(above) }),
    },
    { name: 'mase', value: formats.decimal(mase, 2) },
    { name: 'forecast', value: formats.count(forecast) },
    { name: 'actual', value: formats.count(actual) },
  ] as const;
  return (
    <dl className={`${controls.figures} ${figureStyles.figures}`}>
      {figures.map((figure) => (
        <div key={figure.name} className={controls.panel}>
          <dt className={figureStyles.label}>
            <HintedLabel
              label={t(`figures.${figure.name}`)}
              explain={t('explain', { what: t(`figures.${figure.name}`) })}
              text={t(`hints.${figure.name}`)}
            />
          </dt>
          <dd>
            <span className={figureStyles.value} data-testid={`accuracy-${figure.name}`}>
              {figure.value}
            </span>
            {'below' in figure && figure.below ? <span className={figureStyles.below}>{figure.below}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
