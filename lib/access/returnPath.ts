/**
 * Where to go after signing in: a path of our own, whatever the address said. Another site's address, or what a browser
 * would read as one (`//evil`, `/\evil`), gives the start page.
 */
export function returnPath(to: unknown): string {
  const path = ownPath(to);
  // Pages that would send here again, and routes, which show nothing.
  return path === null || /^\/(signin|setup|password|api)(?:[/?#]|$)/.test(path) ? '/' : path;
}

/** The path that a browser would make of it; null: it leads to another site, or is none. */
export function ownPath(to: unknown): string | null {
  const base = 'http://own.invalid';
  if (typeof to !== 'string' || !/^\/(?![/\\])/.test(to)) return null;
  const url = URL.parse(to, base);
  if (url?.origin !== base) return null;
  const path = `${url.pathname}${url.search}${url.hash}`;
  // What was //evil once its dots are resolved.
  return path.startsWith('//') ? null : path;
}
