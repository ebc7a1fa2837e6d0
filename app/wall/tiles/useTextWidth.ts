'use client';

import { useLayoutEffect, useRef, useState } from 'react';

/** Measured at this size, so that rounding to pixels does not matter. */
const measuredPx = 100;
let context: CanvasRenderingContext2D | null | undefined;

/** The width of a text on one line in ems, in the font of the element that gets `ref`; a guess until it was measured. */
export function useTextWidth(text: string) {
  const ref = useRef<HTMLParagraphElement>(null);
  const [ems, setEms] = useState(text.length * 0.56);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      context ??= document.createElement('canvas').getContext('2d');
      if (!context) return;
      const { fontFamily, fontWeight } = getComputedStyle(element);
      context.font = `${fontWeight} ${measuredPx}px ${fontFamily}`;
      setEms(context.measureText(text).width / measuredPx);
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
  return { ref, ems };
}
