'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import controls from '../../frame/controls.module.css';
import styles from './EditorBar.module.css';

interface Props {
  id: string;
  name: string;
  unsaved: boolean;
  saving: boolean;
  mayUndo: boolean;
  mayRedo: boolean;
  onUndo: () => void;
  onRedo: () => void;
  onAdd: () => void;
  onSave: () => void;
  onExport: () => void;
  onImport: (file: File) => void;
  onShare: () => void;
}

/** What is done with the board as a whole. */
export function EditorBar(props: Props) {
  const { id, name, unsaved, saving, mayUndo, mayRedo } = props;
  const t = useTranslations('boards');
  return (
    <header className={styles.bar}>
      <div className={styles.title}>
        <Link href="/boards" className={styles.back}>
          ← {t('editor.back')}
        </Link>
        <h1>{name}</h1>
        <p className={styles.state} data-unsaved={unsaved} data-testid="save-state">
          {unsaved ? `● ${t('editor.unsaved')}` : `✓ ${t('editor.savedNow')}`}
        </p>
      </div>
      <div className={styles.tools}>
        <button type="button" className={controls.button} onClick={props.onAdd} data-testid="add-tile">
          + {t('editor.add')}
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={!mayUndo}
          aria-keyshortcuts="Control+Z"
          onClick={props.onUndo}
          data-testid="undo"
        >
          ↶ {t('editor.undo')}
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={!mayRedo}
          aria-keyshortcuts="Control+Shift+Z"
          onClick={props.onRedo}
          data-testid="redo"
        >
          ↷ {t('editor.redo')}
        </button>
        <details className={styles.more}>
          <summary className={controls.button}>{t('editor.more')}</summary>
          <div className={styles.menu}>
            <button type="button" onClick={props.onShare}>
              {t('list.share')}
            </button>
            <button type="button" onClick={props.onExport} data-testid="export">
              {t('editor.export')}
            </button>
            <label>
              {t('editor.import')}
              <input
                type="file"
                accept=".json,application/json"
                onChange={(event) => {
                  const [file] = event.target.files ?? [];
                  event.target.value = '';
                  if (file) props.onImport(file);
                }}
                data-testid="import-file"
              />
            </label>
          </div>
        </details>
        <a className={controls.button} href={`/wall/${id}`} target="_blank" rel="noreferrer">
          {t('editor.open')}
        </a>
        <button
          type="button"
          className={controls.primary}
          disabled={saving || !unsaved}
          aria-keyshortcuts="Control+S"
          onClick={props.onSave}
          data-testid="save"
        >
          {saving ? t('editor.saving') : t('editor.save')}
        </button>
      </div>
    </header>
  );
}
