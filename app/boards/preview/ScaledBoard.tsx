'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import styles from './ScaledBoard.module.css';

/** A screen's size in pixels. */
export interface ScreenSize {
  width: number;
  height: number;
}

interface Props {
  screen: ScreenSize;
  /** Told when the scale changes: shown pixels for each of the screen's. */
  onScale?: (scale: number) => void;
  theme?: 'dark' | 'light' | undefined;
  /** What fills the screen. */
  children: ReactNode;
  /** Over it, in shown pixels. */
  over?: ReactNode;
}

/** A screen of so many pixels, shrunk to the width there is: every pixel where it would be, only smaller. */
export function ScaledBoard({ screen, onScale, theme, children, over }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState<number | null>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setScale(element.clientWidth / screen.width);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [screen.width]);
  useEffect(() => {
    if (scale !== null) onScale?.(scale);
  }, [scale, onScale]);
  return (
    <div ref={box} className={styles.box} style={{ aspectRatio: `${screen.width} / ${screen.height}` }}>
      <div
        className={styles.screen}
        data-theme={theme}
        data-screen=""
        inert
        aria-hidden="true"
        style={{ width: screen.width, height: screen.height, transform: `scale(${scale ?? 0.1})` }}
      >
        {scale === null ? null : children}
      </div>
      {over}
    </div>
  );
}
