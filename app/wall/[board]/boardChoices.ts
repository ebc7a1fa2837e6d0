import { allCentres } from '#lib/board/boardFigures.ts';
import { site } from '../../frame/site.ts';
import { translations } from '../../i18n/translations.ts';

export interface BoardChoice {
  id: string;
  label: string;
}

/** The boards there are: every centre's, after the one of all centres. Server only. */
export async function boardChoices(): Promise<BoardChoice[]> {
  const t = await translations('wall');
  return [{ id: allCentres, label: t('allCentres') }, ...site().centres];
}
