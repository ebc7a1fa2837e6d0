'use client';

import { useEffect } from 'react';

const idleMs = 3000;

/** Hides a mouse pointer at rest, until it is moved. */
export function useIdlePointer(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const root = document.documentElement;
    let timer: ReturnType<typeof setTimeout>;
    const rest = () => {
      timer = setTimeout(() => root.toggleAttribute('data-idle', true), idleMs);
    };
    const moved = () => {
      root.toggleAttribute('data-idle', false);
      clearTimeout(timer);
      rest();
    };
    rest();
    document.addEventListener('mousemove', moved);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('mousemove', moved);
      root.removeAttribute('data-idle');
    };
  }, [on]);
}
