'use client';

import { useTranslations } from 'use-intl';
import type { Board } from '#lib/board/board.ts';
import type { ListedScreen } from '../../api/screens/screenKeeping.ts';
import controls from '../../frame/controls.module.css';
import { unknownMark } from '../../i18n/formats.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import styles from '../settings.module.css';
import { ScreenState } from './ScreenState.tsx';
import own from './screens.module.css';

interface Props {
  screen: ListedScreen;
  boards: readonly Board[];
  /** The build that the server runs; null: not known. */
  build: string | null;
  now: number;
  zone: string;
  onIdentify: () => void;
  onEdit: () => void;
}

/** One TV in the list. */
export function ScreenRow({ screen, boards, build, now, zone, onIdentify, onEdit }: Props) {
  const t = useTranslations('screens');
  const formats = useFormats();
  const { name, settings, live, lastReport } = screen;
  const nameOf = (id: string) => boards.find((board) => board.id === id)?.name ?? t('fields.missing', { board: id });
  // what it shows is known while it is there; what it is stays
  const report = live?.report ?? null;
  const known = report ?? lastReport;
  return (
    <tr data-testid={`screen-${screen.id}`} data-connected={live !== null}>
      <th scope="row">{name}</th>
      <td data-label={t('state')}>
        <ScreenState screen={screen} now={now} zone={zone} />
      </td>
      <td data-label={t('shows')} data-testid="screen-shows">
        {report === null ? unknownMark : report.board === null ? t('nothingShown') : nameOf(report.board)}
      </td>
      <td data-label={t('boards')}>
        {settings.boards.length === 0 ? t('noBoard') : settings.boards.map(nameOf).join(', ')}
        {settings.boards.length > 1 ? (
          <small>{t('rotates', { seconds: formats.count(settings.rotateSeconds) })}</small>
        ) : null}
      </td>
      <td data-label={t('size')} className={styles.when}>
        {known ? t('pixels', { width: known.width, height: known.height }) : unknownMark}
      </td>
      <td data-label={t('latency')} className={styles.number}>
        {report?.latencyMs == null ? unknownMark : t('milliseconds', { value: formats.count(report.latencyMs) })}
      </td>
      <td data-label={t('version')} className={styles.when}>
        <Version own={known?.build ?? ''} build={build} />
      </td>
      <td>
        <div className={own.actions}>
          <button
            type="button"
            className={controls.button}
            disabled={live === null}
            aria-label={t('identifyOf', { name })}
            onClick={onIdentify}
          >
            {t('identify')}
          </button>
          <button type="button" className={controls.button} aria-label={t('editOf', { name })} onClick={onEdit}>
            {t('edit')}
          </button>
        </div>
      </td>
    </tr>
  );
}

/** Of the page that the TV runs, beside the server's. */
function Version({ own: shown, build }: { own: string; build: string | null }) {
  const t = useTranslations('screens');
  if (shown === '') return unknownMark;
  const short = shown.slice(0, 8);
  if (build === null) return short;
  return <span title={shown}>{shown === build ? t('current') : t('older', { build: short })}</span>;
}
