'use client';

import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import controls from '../../../frame/controls.module.css';
import own from '../screens.module.css';

interface Props {
  /** Looked for at once, if it is not empty. */
  code: string;
  /** What was done before, in a sentence. */
  told: string;
  onFound: (code: string) => void;
}

/** Finds the TV that shows a code. */
export function CodeForm({ code: given, told, onFound }: Props) {
  const t = useTranslations('screens.pair');
  const [code, setCode] = useState(given);
  const [problem, setProblem] = useState<'noSuchCode' | 'tooMany' | 'failed' | null>(null);
  const [busy, setBusy] = useState(false);

  const look = useCallback(
    async (typed: string) => {
      setBusy(true);
      setProblem(null);
      try {
        const answer = await fetch(`/api/pairing/approve?code=${encodeURIComponent(typed)}`);
        if (answer.status === 401) return location.reload();
        const { userCode } = (await answer.json().catch(() => ({}))) as { userCode?: unknown };
        if (answer.ok && typeof userCode === 'string') return onFound(userCode);
        setProblem(answer.status === 404 ? 'noSuchCode' : answer.status === 429 ? 'tooMany' : 'failed');
      } catch {
        setProblem('failed');
      } finally {
        setBusy(false);
      }
    },
    [onFound],
  );
  const looked = useRef(false);
  useEffect(() => {
    if (given === '' || looked.current) return;
    looked.current = true;
    void look(given);
  }, [given, look]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void look(code);
  };
  return (
    <form className={own.fields} onSubmit={submit}>
      <p role="status">{told}</p>
      <label className={controls.field}>
        {t('code')}
        <input
          className={`${controls.input} ${own.code}`}
          required
          maxLength={20}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          placeholder="XXXX-XXXX"
          value={code}
          onChange={({ target }) => setCode(target.value)}
          data-testid="pair-code"
        />
      </label>
      <div role="alert">{problem ? <p className={controls.failure}>{t(problem)}</p> : null}</div>
      <div className={own.actions}>
        <button type="submit" className={controls.primary} disabled={busy} data-testid="pair-look">
          {t('look')}
        </button>
      </div>
    </form>
  );
}
