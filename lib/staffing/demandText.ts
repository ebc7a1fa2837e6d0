import { readFile } from 'node:fs/promises';
import { StaffMistake } from './staffMistake.ts';

/**
 * The text of a demand file: UTF-8, or UTF-16 with its mark as spreadsheets write it.
 *
 * @throws StaffMistake saying why it cannot be read
 */
export async function demandText(path: string): Promise<string> {
  if (path.trim() === '') throw new StaffMistake('usage', '--demand must be the path of a CSV file, not empty.');
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : (code ?? String(error));
    throw new StaffMistake('input', `${path} cannot be read: ${why}.`);
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0) bytes.swap16();
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le').replace(/^\uFEFF/, '');
  if (bytes.includes(0)) throw new StaffMistake('input', `${path} is no text file; save the table as CSV, in UTF-8.`);
  return bytes.toString('utf8');
}
