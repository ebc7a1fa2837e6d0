'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import styles from './settings.module.css';

interface Props {
  label: string;
  links: { href: string; text: string }[];
}

/** The sections side by side; the one that is open is marked. */
export function SectionLinks({ label, links }: Props) {
  const path = usePathname();
  return (
    <nav className={styles.sections} aria-label={label}>
      {links.map(({ href, text }) => (
        <Link
          key={href}
          className={styles.section}
          href={href}
          aria-current={path === href || path.startsWith(`${href}/`) ? 'page' : undefined}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
