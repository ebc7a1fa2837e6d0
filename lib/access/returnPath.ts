/**
 * Where to go after signing in: a path of our own, whatever the address said. Another site's address, or what a browser
 * would read as one (`//evil`, `/\evil`), gives the start page.
 */
export function returnPath(to: unknown): string {
  if (typeof to !== 'string' || !to.startsWith('/')) return '/';
  const base = 'http://own.invalid';
  const url = URL.parse(to, base);
  if (!url || url.origin !== base || !/^\/(?![/\\])/.test(to)) return '/';
  const path = `${url.pathname}${url.search}${url.hash}`;
  // A path that was //evil once its dots are resolved, and pages that would send here again.
  if (path.startsWith('//') || /^\/(signin|setup|password|api)(?:[/?#]|$)/.test(path)) return '/';
  return path;
}
