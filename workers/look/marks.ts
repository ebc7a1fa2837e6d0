import type { Page } from 'playwright-core';
import { type Vision, visions } from '../../app/frame/colourVision.ts';
import { sameness, shapeSeen } from './markShape.ts';

/** Marks that say one thing each, by what they say, photographed; those of a group stand for states of the same thing. */
export type Marks = Record<string, Record<string, Buffer>>;

const groups: Readonly<Record<string, { selector: string; states: string[] }>> = {
  levels: { selector: '[data-kind="queue_table"] span[data-level="*"]', states: ['warn', 'alarm'] },
  agents: {
    selector: '[data-kind="agents_by_state"] svg[data-state="*"]',
    states: ['available', 'ringing', 'on_contact', 'on_hold', 'wrap_up', 'paused', 'unavailable', 'signed_out'],
  },
  sources: { selector: '[data-testid^="source-"][data-state="*"] svg', states: ['live', 'stale'] },
  alarms: { selector: '[data-testid="alarm-banner"] svg[data-level="*"]', states: ['warn', 'alarm'] },
};

export async function photographedMarks(page: Page): Promise<Marks> {
  const marks: Marks = {};
  for (const [group, { selector, states }] of Object.entries(groups)) {
    for (const state of states) {
      const mark = page.locator(selector.replace('*', state)).first();
      if ((await mark.count()) === 0) continue;
      marks[group] = { ...marks[group], [state]: await mark.screenshot() };
    }
  }
  return marks;
}

/** WCAG 2.2, 1.4.11, of marks that say something. */
const leastContrast = 3;
/** Shapes of which more than this is common are one to whoever glances at them. */
const mostCommon = 0.82;

/** Marks that somebody cannot see, or cannot tell from another of their group, by shape alone. */
export function likeMarks(marks: Marks): string[] {
  const faults: string[] = [];
  for (const vision of Object.keys(visions) as Vision[]) {
    for (const [group, photographs] of Object.entries(marks)) {
      const shapes = Object.entries(photographs).map(([state, taken]) => ({ state, shape: shapeSeen(taken, vision) }));
      for (const [nth, { state, shape }] of shapes.entries()) {
        if (shape.contrast < leastContrast) {
          faults.push(`${vision}: ${group} ${state} stands out by ${shape.contrast.toFixed(2)} only`);
        }
        for (const other of shapes.slice(nth + 1)) {
          const common = sameness(shape, other.shape);
          if (common > mostCommon)
            faults.push(`${vision}: ${group} ${state} is like ${other.state} (${common.toFixed(2)})`);
        }
      }
    }
  }
  return faults;
}
