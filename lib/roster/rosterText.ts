/**
 * The text of a roster file as spreadsheets save it: UTF-8, UTF-16 with its byte order mark, or, where it is no UTF-8,
 * Windows-1254, Excel's "CSV" in Turkish.
 *
 * @returns null when it is no text, such as a workbook
 */
export function rosterText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1254').decode(bytes);
  }
}
