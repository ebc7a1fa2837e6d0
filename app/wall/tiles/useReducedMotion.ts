'use client';

import { useEffect, useState } from 'react';

const query = '(prefers-reduced-motion: reduce)';

/** Has this device been asked to keep still? */
export function useReducedMotion(): boolean {
  const [reduced, setReduced] = useState(false);
  useEffect(() => {
    const media = matchMedia(query);
    const update = () => setReduced(media.matches);
    update();
    media.addEventListener('change', update);
    return () => media.removeEventListener('change', update);
  }, []);
  return reduced;
}
