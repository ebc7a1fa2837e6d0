/**
 * The size of type in which most letters of each tile are drawn, in the board's units: hundredths of its width.
 *
 * @param screen the element that holds a board drawn at its full size
 * @param scale shown pixels for each of the screen's
 */
export function drawnSizes(screen: HTMLElement, scale: number): Map<string, number> {
  const unit = screen.clientWidth / 100;
  const sizes = new Map<string, number>();
  for (const tile of screen.querySelectorAll<HTMLElement>('[data-tile]')) {
    const letters = new Map<number, number>();
    const texts = document.createTreeWalker(tile, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const count = text.nodeValue?.trim().length ?? 0;
      const parent = text.parentElement;
      if (count === 0 || !parent) continue;
      let size = Number.parseFloat(getComputedStyle(parent).fontSize);
      // Within a drawing, type is sized in the drawing's own measure.
      if (parent instanceof SVGGraphicsElement) size *= (parent.getScreenCTM()?.a ?? scale) / scale;
      const rounded = Math.round(size * 10) / 10;
      letters.set(rounded, (letters.get(rounded) ?? 0) + count);
    }
    const [most] = [...letters].sort((a, b) => b[1] - a[1]);
    if (most) sizes.set(tile.dataset.tile ?? '', most[0] / unit);
  }
  return sizes;
}
