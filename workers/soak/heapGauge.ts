import type { CDPSession, Page } from 'playwright-core';

/** What a page holds once everything that could be freed was. */
export interface HeapReading {
  heapBytes: number;
  /** DOM nodes that are alive, on the page or not. */
  nodes: number;
  listeners: number;
}

/** Measures a page's memory by Chromium's own debugging protocol. */
export async function heapGauge(page: Page): Promise<() => Promise<HeapReading>> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  return async () => {
    // what one collection frees may be what held the next
    for (let n = 0; n < 3; n++) await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
    return { heapBytes: usedSize, nodes, listeners: jsEventListeners };
  };
}
