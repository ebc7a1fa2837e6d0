'use client';

import { useEffect, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import controls from '../../frame/controls.module.css';
import { useFormats } from '../../i18n/useFormats.ts';
import { ask } from '../boardRequests.ts';
import { useRefusalWords } from '../useRefusalWords.ts';
import styles from './PictureField.module.css';

interface Picture {
  id: string;
  name: string;
  width: number;
  height: number;
}
interface Props {
  label: string;
  /** The picture's id. */
  value: string | null;
  onChange: (id: string) => void;
}

const mostBytes = 2 * 1024 * 1024;

/** A picture that was uploaded before, or a new one from a file. */
export function PictureField({ label, value, onChange }: Props) {
  const t = useTranslations('boards.panel');
  const formats = useFormats();
  const refusalWords = useRefusalWords();
  const text = useId();
  const [known, setKnown] = useState<Picture[]>([]);
  const [state, setState] = useState<{ busy: boolean; problem: string | null }>({ busy: false, problem: null });
  useEffect(() => {
    let gone = false;
    void ask<{ pictures: Picture[] }>('GET', '/api/pictures').then((answer) => {
      if (!gone && 'ok' in answer) setKnown(answer.ok.pictures);
    });
    return () => {
      gone = true;
    };
  }, []);

  async function upload(file: File): Promise<void> {
    if (file.size > mostBytes) {
      const size = formats.decimal(file.size / 1024 / 1024);
      return setState({ busy: false, problem: t('pictureTooLarge', { size }) });
    }
    setState({ busy: true, problem: null });
    const name = new URLSearchParams({ name: file.name.slice(0, 80) });
    const answer = await ask<Picture>('POST', `/api/pictures?${name}`, file);
    if (!('ok' in answer)) return setState({ busy: false, problem: refusalWords(answer) });
    setKnown((pictures) => [answer.ok, ...pictures.filter(({ id }) => id !== answer.ok.id)]);
    setState({ busy: false, problem: null });
    onChange(answer.ok.id);
  }

  const chosen = known.find(({ id }) => id === value);
  return (
    <fieldset className={styles.picture}>
      <legend>{label}</legend>
      {value ? (
        // biome-ignore lint/performance/noImgElement: it comes from this server as it is
        <img className={styles.now} src={`/api/pictures/${value}`} alt={chosen?.name ?? t('pictureNow')} />
      ) : (
        <p>{t('pictureNone')}</p>
      )}
      <label className={controls.field}>
        {t('pictureChoose')}
        <input
          type="file"
          accept="image/png,image/jpeg,image/webp"
          disabled={state.busy}
          aria-describedby={text}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = '';
            if (file) void upload(file);
          }}
          data-testid="picture-file"
        />
      </label>
      <p id={text} className={controls.note} role="status">
        {state.busy ? t('pictureLoading') : t('pictureText')}
      </p>
      {state.problem ? (
        <p className={controls.failure} role="alert">
          {state.problem}
        </p>
      ) : null}
      {known.length > 0 ? (
        <label className={controls.field}>
          {t('pictureOld')}
          <select
            className={controls.input}
            value={chosen?.id ?? ''}
            onChange={(event) => event.target.value && onChange(event.target.value)}
          >
            <option value="">–</option>
            {known.map(({ id, name, width, height }) => (
              <option key={id} value={id}>
                {name} ({width} × {height})
              </option>
            ))}
          </select>
        </label>
      ) : null}
    </fieldset>
  );
}
