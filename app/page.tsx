import Link from 'next/link';
import { may } from '#lib/access/role.ts';
import type { KeptBoard } from '#lib/board/board.ts';
import { principal } from './access/principal.ts';
import { settings } from './database.ts';
import controls from './frame/controls.module.css';
import { PageFrame } from './frame/PageFrame.tsx';
import { placesFor } from './frame/places.ts';
import styles from './home.module.css';
import { formatsOf } from './i18n/formats.ts';
import { translations } from './i18n/translations.ts';
import { namedBoards } from './wall/[board]/wallBoards.ts';

/** The start: what this is, and the way to the walls and to every desk that one may use. */
export default async function HomePage() {
  const t = await translations('frame');
  const role = (await principal())?.role ?? null;
  const desks = placesFor(role).flatMap((entry) => (entry.place === 'wall' ? [] : [entry]));
  const boards = (await namedBoards()).map((board) => ({ id: board.id, label: board.name, shows: shownIn(board) }));
  return (
    <PageFrame place="home">
      <section className={styles.hero}>
        <h1 className={styles.title}>{t('tagline')}</h1>
        <p className={controls.lead}>{t('home.lead')}</p>
      </section>
      <section className={styles.section} aria-labelledby="walls">
        <h2 id="walls">{t('home.walls')}</h2>
        <p className={controls.note}>
          {role !== null && may(role, 'manage_screens')
            ? t.rich('home.pairHint', { pair: (chunks) => <Link href="/settings/screens/pair">{chunks}</Link> })
            : t('home.wallsHint')}
        </p>
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
        {desks.map(({ place, href }) => (
          <li key={place}>
            <Link className={styles.desk} href={href}>
              <h2>{t(`navigation.${place}`)}</h2>
              <p className={controls.note}>{t(`home.${place}Hint`)}</p>
            </Link>
          </li>
        ))}
      </ul>
    </PageFrame>
  );
}

/** The centres that a board is about; of a single one its queues. */
function shownIn({ centres: ids }: Pick<KeptBoard, 'centres'>): string[] {
  const { centres } = settings();
  const { compare } = formatsOf('tr');
  const shown = ids.length === 0 ? centres : centres.filter(({ id }) => ids.includes(id));
  const [only] = shown;
  if (shown.length === 1 && only !== undefined) return only.queues.map(({ label }) => label).sort(compare);
  return shown.map(({ label }) => label);
}
