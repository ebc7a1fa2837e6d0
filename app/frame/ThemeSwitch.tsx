'use client';

import { rememberChoice } from './rememberChoice.ts';
import styles from './switches.module.css';
import { themeCookie, themeOf } from './theme.ts';

/** Dark or light. The icon shown is the one that the theme's CSS picks, so server and client always agree. */
export function ThemeSwitch({ toLight, toDark }: { toLight: string; toDark: string }) {
  const toggle = () => {
    const root = document.documentElement;
    const next = themeOf(root.dataset.theme) === 'dark' ? 'light' : 'dark';
    root.dataset.theme = next;
    rememberChoice(themeCookie, next);
  };
  return (
    <button type="button" className={styles.icon} onClick={toggle}>
      <span className={styles.whenDark}>
        <svg width="18" height="18" viewBox="0 0 18 18" role="img" aria-label={toLight}>
          <title>{toLight}</title>
          <circle cx="9" cy="9" r="3.6" fill="currentColor" />
          <path
            d="M9 .8v2.4M9 14.8v2.4M.8 9h2.4M14.8 9h2.4M3.2 3.2l1.7 1.7M13.1 13.1l1.7 1.7M14.8 3.2l-1.7 1.7M4.9 13.1l-1.7 1.7"
            stroke="currentColor"
            strokeWidth="1.6"
          />
        </svg>
      </span>
      <span className={styles.whenLight}>
        <svg width="18" height="18" viewBox="0 0 18 18" role="img" aria-label={toDark}>
          <title>{toDark}</title>
          <path d="M15.5 11.2A7 7 0 0 1 6.8 2.5a7 7 0 1 0 8.7 8.7Z" fill="currentColor" />
        </svg>
      </span>
    </button>
  );
}
