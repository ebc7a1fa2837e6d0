'use client';

import { useTranslations } from 'use-intl';
import { isPictureShown, type PictureOptions } from '#lib/board/pictureWindow.ts';
import styles from './PictureTile.module.css';
import { TileFrame } from './TileFrame.tsx';
import { type TileProps, tileTitle } from './tileProps.ts';
import { usePicture } from './usePicture.ts';

/** An announcement's picture with its caption, in its time. It holds without a link. */
export function PictureTile({ tile, place, options, now, zone, room }: TileProps<PictureOptions>) {
  const t = useTranslations('tiles');
  const { picture, caption, fit } = options;
  const due = isPictureShown(options, now, zone);
  const { url, failed } = usePicture(due ? picture : null);
  if (picture === null || !due)
    return (
      <TileFrame title={tileTitle({ tile, place }, t('picture.title'))} room={room} dim={false} bare testId="picture">
        <p className={styles.empty}>{picture === null ? t('picture.none') : null}</p>
      </TileFrame>
    );
  return (
    <figure className={styles.figure} data-testid="picture" data-fit={fit}>
      {url ? (
        // biome-ignore lint/performance/noImgElement: a blob of our own; there is nothing for Next to optimise
        <img className={styles.picture} src={url} alt={caption || t('picture.title')} />
      ) : (
        <p className={styles.empty}>{failed ? t('picture.failed') : t('picture.coming')}</p>
      )}
      {caption ? <figcaption className={styles.caption}>{caption}</figcaption> : null}
    </figure>
  );
}
