'use client';

import { useEffect, useState } from 'react';

const turnMs = 6_000;

export interface Turns {
  from: number;
  to: number;
  /** Counted from 1. */
  turn: number;
  turns: number;
}

/** Shows `count` things in turns of `atOnce`, some seconds each. */
export function useTurns(count: number, atOnce: number): Turns {
  const turns = Math.max(1, Math.ceil(count / atOnce));
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (turns < 2) return;
    const timer = setInterval(() => setTurn((before) => before + 1), turnMs);
    return () => clearInterval(timer);
  }, [turns]);
  const at = turn % turns;
  if (turns === 1) return { from: 0, to: count, turn: 1, turns: 1 };
  return { from: at * atOnce, to: Math.min(count, (at + 1) * atOnce), turn: at + 1, turns };
}
