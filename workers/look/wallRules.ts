import { usualViewing } from '#lib/board/legibility.ts';

/** What a board must keep on a screen of this size. */
export interface WallLimits {
  /** Millimetres that a digit of a primary figure is high at least; `mmPerPx` of this screen. */
  digitMm: number;
  mmPerPx: number;
  /** The kinds of tiles that hold such a figure. */
  primaryKinds: string[];
  /** The least size of type of any text, in hundredths of the screen's width. */
  leastUnits: number;
}

/** Of a figure in the walls' font, as a part of its size of type. */
export const digitPerEm = 0.7275;
/** WCAG 2.2: AA of text, AAA of what is read from afar. A figure that is not of this moment is dimmed, no further than AA. */
export const contrasts = { text: 4.5, primary: 7 };

const mmPerInch = 25.4;
/** Whoever stands at the usual distance reads no text smaller than this; lists are read by who comes near. */
export const leastUnits = 0.75;

/** Of the usual television, showing so many pixels. */
export function mmPerPx({ width, height }: { width: number; height: number }): number {
  return (usualViewing.diagonalInches * mmPerInch) / Math.hypot(width, height);
}

/**
 * Runs in the page: whatever of the board's rules is broken there, each in one sentence. What needs no picture to be seen
 * as wrong: tiles over one another or outside the board, type too small, ink too pale, judgements told by colour alone.
 */
export function wallFaults(limits: WallLimits & { digitPerEm: number; text: number; primary: number }): string[] {
  const faults: string[] = [];
  const wall = document.querySelector('[data-testid="wall"]');
  if (!wall) return ['there is no board'];
  const { width } = wall.getBoundingClientRect();
  const unit = width / 100;

  const tiles = [...wall.querySelectorAll<HTMLElement>('[data-tile]')].map((tile) => ({
    name: tile.dataset.tile ?? '',
    tile,
    box: tile.getBoundingClientRect(),
  }));
  const grid = wall.querySelector('[data-board-grid]')?.getBoundingClientRect();
  for (const [nth, { name, box }] of tiles.entries()) {
    if (box.width < 1 || box.height < 1) faults.push(`${name} has no room`);
    if (grid && (box.left < grid.left - 1 || box.right > grid.right + 1 || box.bottom > grid.bottom + 1)) {
      faults.push(`${name} leaves the board`);
    }
    if (box.right > innerWidth + 1 || box.bottom > innerHeight + 1) faults.push(`${name} leaves the screen`);
    for (const other of tiles.slice(nth + 1)) {
      const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      if (wide > 1 && high > 1) faults.push(`${name} lies over ${other.name}`);
    }
  }

  for (const figure of wall.querySelectorAll<HTMLElement>('output[data-metric]')) {
    if (!limits.primaryKinds.includes(figure.closest<HTMLElement>('[data-kind]')?.dataset.kind ?? '')) continue;
    const high = Number.parseFloat(getComputedStyle(figure).fontSize) * limits.digitPerEm * limits.mmPerPx;
    if (high < limits.digitMm - 0.5) {
      faults.push(`${figure.dataset.metric} is ${high.toFixed(1)} mm high, not ${limits.digitMm.toFixed(1)}`);
    }
  }

  // A gauge that is always there judges nothing: the mark itself must be seen.
  for (const judged of wall.querySelectorAll('[data-level="warn"]:not(svg), [data-level="alarm"]:not(svg)')) {
    const marks = [judged, ...judged.querySelectorAll('[data-mark]')].filter(
      (one) =>
        one.matches('[data-mark]') &&
        one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
        one.getBoundingClientRect().width >= 1,
    );
    if (marks.length === 0) {
      const where = judged.closest('[data-tile]')?.getAttribute('data-tile') ?? 'bar';
      faults.push(`“${judged.textContent.slice(0, 40)}” (${where}) is judged by colour alone`);
    }
  }

  const walker = document.createTreeWalker(wall, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim();
    const parent = node.parentElement;
    if (!text || !parent || !isSeen(parent, node)) continue;
    const style = getComputedStyle(parent);
    const where = `“${text.slice(0, 40)}” (${parent.closest('[data-tile]')?.getAttribute('data-tile') ?? 'bar'})`;
    const drawn = parent instanceof SVGGraphicsElement ? (parent.getScreenCTM()?.d ?? 1) : 1;
    const size = (Number.parseFloat(style.fontSize) * drawn) / unit;
    if (size < limits.leastUnits - 0.005) faults.push(`${where} is written ${size.toFixed(2)} units high`);
    if (/\b(NaN|undefined|null|Infinity|Invalid Date)\b|\[object|\{\w+\}/.test(text))
      faults.push(`${where} is no text`);
    const cut = cutBy(parent, node);
    if (cut !== null) faults.push(`${where} is cut by ${cut}`);
    const ink = parent instanceof SVGElement ? style.fill : style.color;
    const found = contrastOf(parent, ink);
    const figure = parent.closest('output[data-metric]');
    const live = figure !== null && !figure.closest('[data-dim="true"], [data-dim="partly"], [data-unknown="true"]');
    const least = live ? limits.primary : limits.text;
    if (found < least - 0.05) faults.push(`${where} has a contrast of ${found.toFixed(2)}, not ${least}`);
  }
  return [...new Set(faults)];

  function isSeen(parent: Element, node: Node): boolean {
    if (parent.closest('title, desc, [data-bare="true"], [hidden]')) return false;
    if (!parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width < 1 || box.height < 1) return false;
    for (let at: Element | null = parent; at && at !== wall; at = at.parentElement) {
      if (getComputedStyle(at).clipPath.startsWith('inset(50%')) return false;
    }
    return true;
  }

  /** What hides a part of a line of the text, though not all of it, and says so by no ellipsis. */
  function cutBy(parent: Element, node: Node): string | null {
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) {
      for (let at: Element | null = parent; at && at !== wall; at = at.parentElement) {
        const { overflowX, overflowY, textOverflow } = getComputedStyle(at);
        if (overflowX === 'visible' && overflowY === 'visible') continue;
        const edge = at.getBoundingClientRect();
        // Of a line's height, what letters have above and below them is air.
        const [top, bottom] = [line.top + 0.2 * line.height, line.bottom - 0.12 * line.height];
        if (top >= edge.bottom - 2 || bottom <= edge.top + 2 || line.left >= edge.right) break;
        const beyond = line.right > edge.right + 2 && textOverflow !== 'ellipsis';
        if (beyond || line.left < edge.left - 2) return `the side of ${at.className || at.tagName}`;
        if (bottom > edge.bottom + 2 || top < edge.top - 2) return `the foot of ${at.className || at.tagName}`;
        if (textOverflow === 'ellipsis') break;
      }
    }
    return null;
  }

  /** Of ink on all that lies below it, with the transparency of all that holds it. */
  function contrastOf(element: Element, ink: string): number {
    const layers: { ground: number[] | null; opacity: number }[] = [];
    for (let at: Element | null = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      const ground = rgba(style.backgroundColor);
      layers.push({ ground: (ground[3] ?? 0) > 0 ? ground : null, opacity: Number(style.opacity) });
    }
    let below = [255, 255, 255];
    const outer = layers.toReversed();
    // What is drawn inside a transparent element is mixed with what lies below that element.
    const draw = (nth: number, under: number[]): { ground: number[]; letters: number[] } => {
      const layer = outer[nth];
      if (!layer) {
        const colour = rgba(ink);
        return { ground: under, letters: mixed(under, colour, colour[3] ?? 1) };
      }
      const own = layer.ground ? mixed(under, layer.ground, layer.ground[3] ?? 1) : under;
      const inner = draw(nth + 1, own);
      if (layer.opacity >= 1) return inner;
      return {
        ground: mixed(under, inner.ground, layer.opacity),
        letters: mixed(under, inner.letters, layer.opacity),
      };
    };
    const { ground, letters } = draw(0, below);
    below = ground;
    const [high = 0, low = 0] = [luminance(below), luminance(letters)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  }

  function mixed(under: number[], over: number[], share: number): number[] {
    return [0, 1, 2].map((at) => (under[at] ?? 0) * (1 - share) + (over[at] ?? 0) * share);
  }

  function luminance(colour: number[]): number {
    const [red = 0, green = 0, blue = 0] = colour.map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  /** Any colour of CSS as the browser draws it. */
  function rgba(colour: string): number[] {
    const kept = (window as unknown as { colours?: Map<string, number[]> }).colours ?? new Map<string, number[]>();
    Object.assign(window, { colours: kept });
    const known = kept.get(colour);
    if (known) return known;
    const canvas = document.createElement('canvas');
    canvas.width = 1;
    canvas.height = 1;
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    if (!pen) return [0, 0, 0, 1];
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data;
    const value = [red, green, blue, alpha / 255];
    kept.set(colour, value);
    return value;
  }
}
