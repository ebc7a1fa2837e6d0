import { describe, expect, it } from 'vitest';
import { reloadOnNewBuild } from './reloadOnNewBuild.ts';

function screen(kept = new Map<string, string>(), build?: string) {
  let reloads = 0;
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  return { kept, heard: reloadOnNewBuild({ storage, reload: () => reloads++ }, build), reloads: () => reloads };
}

describe('reloadOnNewBuild', () => {
  it('reloads when the server comes back with another build', () => {
    const page = screen();
    page.heard('one');
    page.heard('one');
    expect(page.reloads()).toBe(0);
    page.heard('two');
    expect(page.reloads()).toBe(1);
  });

  it('does not reload twice for the same build, when two servers answer in turn', () => {
    const kept = new Map<string, string>();
    const page = screen(kept);
    page.heard('one');
    page.heard('two');
    const afterReload = screen(kept);
    afterReload.heard('one');
    afterReload.heard('two');
    expect(afterReload.reloads()).toBe(0);
  });

  it('reloads at the first word when the page itself is of an older build, as one kept over a power cut', () => {
    const page = screen(new Map(), 'one');
    page.heard('two');
    expect(page.reloads()).toBe(1);
    const current = screen(new Map(), 'two');
    current.heard('two');
    expect(current.reloads()).toBe(0);
  });
});
