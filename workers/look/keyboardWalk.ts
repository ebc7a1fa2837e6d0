import type { Page } from 'playwright-core';

interface Stop {
  /** Which of the marked controls has the focus; null: none, as after the last; `new`: one that came after the walk began. */
  at: number | 'new' | null;
  /** In words, for whoever mends it. */
  name: string;
  seen: boolean;
}

declare global {
  interface Window {
    /** How each control looks that has no focus, by its number. */
    plainLooks?: string[];
  }
}

/** More steps than any page has; beyond them the focus is held captive. A field of a date takes several. */
const most = 500;

/**
 * Walks a page from its first control to its last by the Tab key, and tells what is wrong with the way: what cannot be
 * reached, where the focus is not seen, where it goes back, and where it never comes out.
 */
export async function keyboardFaults(page: Page): Promise<string[]> {
  const names = await page.evaluate(markControls);
  const faults: string[] = [];
  const reached = new Set<number>();
  let last = -1;
  for (let step = 0; ; step += 1) {
    if (step === most) return [...faults, `the focus does not come out after ${most} steps`];
    await page.keyboard.press('Tab');
    const { at, name, seen } = await page.evaluate(stopHere);
    if (at === null) break;
    if (at === 'new' || at === last) continue;
    if (reached.has(at)) {
      faults.push(`${name}: it is reached twice`);
      break;
    }
    reached.add(at);
    if (!seen) faults.push(`${name}: its focus is not seen`);
    if (at < last) faults.push(`${name}: it comes after what stands behind it`);
    last = at;
  }
  // What was put away on the way, as a panel is when the focus chooses something, is reached from where it is shown.
  const there = new Set(await page.evaluate(stillThere));
  for (const [nth, name] of names.entries()) {
    if (!reached.has(nth) && there.has(nth)) faults.push(`${name}: it is not reached`);
  }
  return faults;
}

/** Numbers the controls that a person can see, in the order of the page; of a group of choices that at which Tab stops. */
function markControls(): string[] {
  const controls = [
    ...document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex^="-"])',
    ),
  ].filter((control) => {
    if (control.matches(':disabled, input[type="hidden"], [tabindex^="-"]') || control.closest('[inert]')) return false;
    if (control instanceof HTMLInputElement && control.type === 'radio') {
      const group = document.querySelectorAll<HTMLInputElement>(`input[type="radio"][name="${control.name}"]`);
      const chosen = [...group].find((one) => one.checked);
      if (chosen ? chosen !== control : group[0] !== control) return false;
    }
    return control.checkVisibility({ visibilityProperty: true });
  });
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  // From the top, wherever the page has put the focus.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  for (const [nth, control] of controls.entries()) control.dataset.walked = String(nth);
  window.plainLooks = controls.map((control) => looksOf(control));
  return controls.map((control) => control.outerHTML.slice(0, 140));

  /** Some show the focus on what holds them or stands beside them: the row of a table, the label of a switch. */
  function looksOf(control: Element): string {
    const shown = [control, control.parentElement, control.parentElement?.parentElement, control.nextElementSibling];
    return shown
      .map((element) => {
        if (!element) return '';
        const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
        return `${outlineStyle === 'none' || outlineWidth === '0px' ? '' : `${outlineWidth} ${outlineColor}`} ${boxShadow}`;
      })
      .join(' | ');
  }
}

function stillThere(): number[] {
  return [...document.querySelectorAll<HTMLElement>('[data-walked]')]
    .filter((control) => control.checkVisibility({ visibilityProperty: true }))
    .map((control) => Number(control.dataset.walked));
}

/** Where the focus is, and whether that is to be seen: what it is on, or by, looks otherwise than without it. */
function stopHere(): Stop {
  const control = document.activeElement;
  if (control === null || control === document.body) return { at: null, name: 'page', seen: true };
  // charts are walked as well
  const at = control instanceof HTMLElement || control instanceof SVGElement ? control.dataset.walked : undefined;
  const shown = [control, control.parentElement, control.parentElement?.parentElement, control.nextElementSibling];
  const looks = shown
    .map((element) => {
      if (!element) return '';
      const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
      return `${outlineStyle === 'none' || outlineWidth === '0px' ? '' : `${outlineWidth} ${outlineColor}`} ${boxShadow}`;
    })
    .join(' | ');
  const { width, height } = control.getBoundingClientRect();
  return {
    at: at === undefined ? 'new' : Number(at),
    name: control.outerHTML.slice(0, 140),
    seen: at !== undefined && looks !== window.plainLooks?.[Number(at)] && width > 0 && height > 0,
  };
}
