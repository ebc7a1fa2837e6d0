'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { sendJson } from '../../../access/sendJson.ts';
import controls from '../../../frame/controls.module.css';
import own from '../screens.module.css';
import { useScreens } from '../useScreens.ts';

/** After the approval: says when the TV is there, which takes as long as it was told to wait between questions. */
export function PairedNote({ id, name, onAnother }: { id: string; name: string; onAnother: () => void }) {
  const t = useTranslations('screens');
  const { screens } = useScreens({ screens: null, build: null, now: 0 });
  const connected = screens?.some((screen) => screen.id === id && screen.live !== null) ?? false;
  return (
    <div className={own.fields}>
      <div className={controls.panel} role="status" data-testid="paired" data-connected={connected}>
        <p>
          <strong>
            {connected ? '● ' : '◐ '}
            {t('pair.done', { name })}
          </strong>
        </p>
        <p>{t(connected ? 'pair.doneConnected' : 'pair.doneWaiting')}</p>
      </div>
      <div className={own.actions}>
        <Link className={controls.primary} href="/settings/screens">
          {t('pair.list')}
        </Link>
        <button
          type="button"
          className={controls.button}
          disabled={!connected}
          onClick={() => void sendJson('POST', `/api/screens/${encodeURIComponent(id)}/identify`, {})}
        >
          {t('identify')}
        </button>
        <button type="button" className={controls.button} onClick={onAnother}>
          {t('pair.another')}
        </button>
      </div>
    </div>
  );
}
