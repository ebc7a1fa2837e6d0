'use client';

import { useEffect, useRef } from 'react';

interface Keys {
  undo: () => void;
  redo: () => void;
  save: () => void;
}

/** Ctrl+Z, Ctrl+Shift+Z or Ctrl+Y, and Ctrl+S, on the whole page; in fields of text undo is the browser's own. */
export function useEditorKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      if (document.querySelector('dialog[open]')) return;
      const key = event.key.toLowerCase();
      const typing = (event.target as Element | null)?.matches?.('input:not([type=checkbox], [type=radio]), textarea');
      if (key === 's') latest.current.save();
      else if (typing) return;
      else if (key === 'z' && !event.shiftKey) latest.current.undo();
      else if (key === 'y' || key === 'z') latest.current.redo();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
