/** What a log may not hold: secrets, and what tells who called. */
const privateKey =
  /secret|password|passwd|token|cookie|authorization|ingestkey|^key$|databaseurl|caller(id)?num|connectedlinenum|callerid(name)?$|callername|phone/i;

/** `postgres://user:password@…`: the password goes. */
const urlPassword = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]+:)[^\s@]+@/gi;
/** Numbers as Turkish lines dial them (05…, 5…, +90…) and any written with a +; ids with a dot or of other lengths stay. */
const phoneNumber = /(?<![\d.\w])(?:\+\d{8,15}|(?:90|0)?[2-5]\d{9})(?![\d.\w])/g;

const hidden = '[hidden]';

/** The text without passwords in addresses and without telephone numbers. */
export function withoutPrivateText(text: string): string {
  return text.replace(urlPassword, `$1${hidden}@`).replace(phoneNumber, hidden);
}

/** A copy of a log entry's fields, without private ones, down to four levels. */
export function withoutPrivate(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return withoutPrivateText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) {
    return {
      type: value.name,
      message: withoutPrivateText(value.message),
      stack: withoutPrivateText(value.stack ?? ''),
    };
  }
  if (depth === 4) return '[deeper]';
  if (Array.isArray(value)) return value.map((entry) => withoutPrivate(entry, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      privateKey.test(key) ? hidden : withoutPrivate(entry, depth + 1),
    ]),
  );
}
