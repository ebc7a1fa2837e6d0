'use client';

const yearSeconds = 365 * 24 * 3600;

/** Keeps a choice of the screen (language, theme) for a year, in a cookie that the server reads. */
export function rememberChoice(cookie: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on older televisions.
  document.cookie = `${cookie}=${value}; path=/; max-age=${yearSeconds}; samesite=lax`;
}
