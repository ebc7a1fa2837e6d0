import Link from 'next/link';
import { principal } from './access/principal.ts';
import { settings } from './database.ts';
import controls from './frame/controls.module.css';
import { PageFrame } from './frame/PageFrame.tsx';
import { placesFor } from './frame/places.ts';
import styles from './home.module.css';
import { formatsOf } from './i18n/formats.ts';
import { translations } from './i18n/translations.ts';

/** The start: what this is, and the way to the walls, history and plan. */
export default async function HomePage() {
  const t = await translations('frame');
  const places = placesFor((await principal())?.role ?? null).map(({ place }) => place);
  const { centres } = settings();
  const { compare } = formatsOf('tr');
  const boards = [
    ...(centres.length === 1
      ? []
      : [{ id: 'all', label: t('home.allCentres'), shows: centres.map(({ label }) => label) }]),
    ...centres.map(({ id, label, queues }) => ({
      id,
      label,
      shows: queues.map((queue) => queue.label).sort(compare),
    })),
  ];
  return (
    <PageFrame place="home">
      <section className={styles.hero}>
        <h1 className={styles.title}>{t('tagline')}</h1>
        <p className={controls.lead}>{t('home.lead')}</p>
      </section>
      <section className={styles.section} aria-labelledby="walls">
        <h2 id="walls">{t('home.walls')}</h2>
        <p className={controls.note}>{t('home.wallsHint')}</p>
        <ul className={styles.boards}>
          {boards.map((board) => (
            <li key={board.id}>
              <Link className={styles.board} href={`/wall/${encodeURIComponent(board.id)}`}>
                <span className={styles.boardLabel}>{board.label}</span>
                <span className={controls.note}>{board.shows.join(' · ')}</span>
                <span className={styles.open}>{t('home.openWall')} →</span>
              </Link>
            </li>
          ))}
        </ul>
      </section>
      <ul className={styles.desks}>
        {(['history', 'plan'] as const)
          .filter((desk) => places.includes(desk))
          .map((desk) => (
            <li key={desk}>
              <Link className={styles.desk} href={`/${desk}`}>
                <h2>{t(`navigation.${desk}`)}</h2>
                <p className={controls.note}>{t(`home.${desk}Hint`)}</p>
              </Link>
            </li>
          ))}
      </ul>
    </PageFrame>
  );
}
