'use client';

import { useLayoutEffect, useRef, useState } from 'react';
import type { MeasuredText } from './tickerText.ts';

/** Measured at this size, so that rounding to pixels does not matter. */
const measuredPx = 100;
let context: CanvasRenderingContext2D | null | undefined;

/** The words of a text with their widths, in the font of the element that gets `ref`; guessed until it was measured. */
export function useMeasuredText(text: string) {
  const ref = useRef<HTMLParagraphElement>(null);
  const [measured, setMeasured] = useState(() => measuredBy(text, (part) => part.length * 0.6));
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      context ??= document.createElement('canvas').getContext('2d');
      if (!context) return;
      const drawn = context;
      const { fontFamily, fontWeight } = getComputedStyle(element);
      drawn.font = `${fontWeight} ${measuredPx}px ${fontFamily}`;
      setMeasured(measuredBy(text, (part) => drawn.measureText(part).width / measuredPx));
    };
    measure();
    // The font may come after the text.
    let gone = false;
    void document.fonts.ready.then(() => {
      if (!gone) measure();
    });
    return () => {
      gone = true;
    };
  }, [text]);
  return { ref, measured };
}

function measuredBy(text: string, widthOf: (part: string) => number): MeasuredText {
  const words = text.trim().split(/\s+/).filter(Boolean);
  return { words: words.map((word) => ({ text: word, ems: widthOf(word) })), space: widthOf(' ') };
}
