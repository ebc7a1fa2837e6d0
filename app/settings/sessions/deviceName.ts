/** Browsers by what their User-Agent holds; the order decides, since most claim to be others as well. */
const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPod/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Tizen|Web0S|webOS|SMART-TV/, 'TV'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
];

/** `Chrome, Windows`, as far as a User-Agent tells it; null: it tells nothing known. */
export function deviceName(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const of = (names: [RegExp, string][]) => names.find(([sign]) => sign.test(userAgent))?.[1];
  const told = [of(browsers), of(systems)].filter((name) => name !== undefined);
  return told.length > 0 ? told.join(', ') : null;
}
