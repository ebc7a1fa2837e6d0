'use client';

import Link from 'next/link';
import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';
import { sendJson } from '../access/sendJson.ts';
import styles from './UserMenu.module.css';

interface Props {
  name: string;
  role: string;
  label: string;
  links: { href: string; text: string }[];
  signOut: string;
  failed: string;
}

/** Who is signed in, and what they may do about it. Escape and leaving it close it. */
export function UserMenu({ name, role, label, links, signOut, failed }: Props) {
  const [open, setOpen] = useState(false);
  const [stuck, setStuck] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  const leave = async () => {
    const sent = await sendJson('POST', '/api/auth/sign-out', {});
    if (sent.ok) window.location.assign('/signin?out=1');
    else setStuck(true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };
  const onBlur = (event: FocusEvent<HTMLDivElement>) => {
    // Safari gives a clicked button no focus: what is outside is known by where the focus goes.
    if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and focus of the button and links within come by here.
    <div className={styles.menu} onKeyDown={onKeyDown} onBlur={onBlur}>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-expanded={open}
        aria-label={label}
        onClick={() => setOpen(!open)}
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" fill="currentColor">
          <circle cx="8" cy="5" r="3.2" />
          <path d="M1.8 14.5c.5-3.2 3-5 6.2-5s5.700 1.800 6.200 5Z" />
        </svg>
        <span className={styles.name}>{name}</span>
      </button>
      {open ? (
        <div className={styles.list}>
          <p className={styles.who}>
            {name}
            <small>{role}</small>
          </p>
          {links.map(({ href, text }) => (
            <Link key={href} className={styles.item} href={href} onClick={() => setOpen(false)}>
              {text}
            </Link>
          ))}
          <button type="button" className={styles.item} onClick={leave}>
            {signOut}
          </button>
          {stuck ? (
            <p className={styles.failed} role="alert">
              {failed}
            </p>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
