import type { IncomingMessage } from 'node:http';

/** More came than is taken. */
export class BodyTooLarge extends Error {
  override name = 'BodyTooLarge';
}

/** The whole body, of so many bytes at most. @throws BodyTooLarge */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > most) throw new BodyTooLarge(`More than ${most} bytes came`);
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}
