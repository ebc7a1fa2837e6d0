'use client';

import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import fields from '../access/fields.module.css';
import { PasswordField } from '../access/PasswordField.tsx';
import { sendJson } from '../access/sendJson.ts';
import controls from '../frame/controls.module.css';
import { useFormats } from '../i18n/useFormats.ts';
import { type Problem, problemOfAnswer } from './problemOf.ts';

interface Props {
  /** A path of our own to go to. */
  to: string;
  /** What the directory is called; null: there is none. */
  oidcLabel: string | null;
  /** There are no persons at all. */
  nobodyYet: boolean;
  problem: Problem | null;
  signedOut: boolean;
}

/** Username and password, or the directory; what goes wrong stands in words, and a wait counts down. */
export function SignInForm({ to, oidcLabel, nobodyYet, problem: first, signedOut }: Props) {
  const t = useTranslations('access');
  const [problem, setProblem] = useState(first);
  const [waitSeconds, setWaitSeconds] = useState(0);
  const [working, setWorking] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (waitSeconds <= 0) return;
    const timer = setTimeout(() => {
      setWaitSeconds(waitSeconds - 1);
      if (waitSeconds === 1) setProblem(null);
    }, 1000);
    return () => clearTimeout(timer);
  }, [waitSeconds]);

  const send = async (path: string, body: object, then: (told: Record<string, unknown>) => string) => {
    setWorking(true);
    const sent = await sendJson('POST', path, body);
    // The whole page anew: what was kept of a former person's pages goes with it.
    if (sent.ok) return window.location.assign(then(sent.body));
    setWorking(false);
    setProblem(problemOfAnswer(sent.status, sent.body.code));
    setWaitSeconds(sent.status === 429 ? Math.max(1, Number(sent.body.retryAfterSeconds) || 30) : 0);
    form.current?.querySelector<HTMLInputElement>('input[name=password]')?.select();
  };
  const signIn = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const body = {
      username: String(data.get('username')).trim(),
      password: data.get('password'),
      rememberMe: data.get('remember') === 'on',
    };
    void send('/api/auth/sign-in/username', body, () => to);
  };
  const errorCallbackURL = `/signin?to=${encodeURIComponent(to)}`;
  return (
    <>
      <h1 className={controls.title}>{t('signIn.title')}</h1>
      {signedOut && !problem ? <p role="status">{t('signIn.signedOut')}</p> : null}
      {nobodyYet ? <p className={controls.notice}>{t('signIn.noOne')}</p> : null}
      <div role="alert">{problem ? <ProblemNote problem={problem} waitSeconds={waitSeconds} /> : null}</div>
      <form ref={form} className={fields.form} onSubmit={signIn}>
        <label className={controls.field}>
          {t('signIn.username')}
          <input
            className={controls.input}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={100}
            required
          />
        </label>
        <PasswordField label={t('signIn.password')} name="password" complete="current-password" />
        <label className={fields.check}>
          <input type="checkbox" name="remember" />
          {t('signIn.remember')}
          <small>{t('signIn.rememberHint')}</small>
        </label>
        <button type="submit" className={controls.primary} disabled={working || waitSeconds > 0}>
          {working ? t('signIn.working') : t('signIn.submit')}
        </button>
      </form>
      {oidcLabel === null ? null : (
        <>
          <span className={fields.or}>{t('signIn.or')}</span>
          <button
            type="button"
            className={controls.button}
            disabled={working}
            onClick={() =>
              void send(
                '/api/auth/sign-in/social',
                { provider: 'oidc', callbackURL: to, errorCallbackURL },
                ({ url }) => String(url),
              )
            }
          >
            {t('signIn.oidc', { label: oidcLabel })}
          </button>
        </>
      )}
      <p className={controls.note}>{t('signIn.lost')}</p>
    </>
  );
}

function ProblemNote({ problem, waitSeconds }: { problem: Problem; waitSeconds: number }) {
  const t = useTranslations('access.problems');
  const { span } = useFormats();
  return (
    <p className={problem === 'away' ? controls.notice : controls.failure}>
      {problem === 'wait' ? t('wait', { time: span(waitSeconds) }) : t(problem)}
    </p>
  );
}
