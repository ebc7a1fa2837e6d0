import type { z } from 'zod';
import { databaseAway } from '../database.ts';
import { bytesOf } from './bytesOf.ts';

/** A refusal that a page turns into words by its `error`; `message` is for whoever reads the answer itself. */
export function refusal(status: number, error: string, message: string, more: object = {}): Response {
  return Response.json({ error, message, ...more }, { status, headers: noStore });
}

export function answer(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: noStore });
}

/** What a form sends is far less; a route that takes more says so. */
const usualBytes = 64 * 1024;

/** The body as the schema wants it, or the refusal that names the first thing that is wrong and where. */
export async function bodyOf<T extends z.ZodType>(
  request: Request,
  schema: T,
  mostBytes = usualBytes,
): Promise<z.output<T> | Response> {
  const bytes = await bytesOf(request, mostBytes);
  if (bytes === null)
    return refusal(413, 'too_large', `The body is larger than ${mostBytes / 1024} KB, which is the most here.`);
  let body: unknown;
  try {
    body = JSON.parse(bytes.toString());
  } catch {
    return refusal(400, 'not_json', 'The body is no JSON; send an object with Content-Type: application/json.');
  }
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue?.path.join('.') || 'the body';
  return refusal(400, 'bad_input', `At ${where}: ${issue?.message}.`, { path: issue?.path ?? [] });
}

/** Answers 503 when the database cannot be reached; any other failure is thrown on. */
export async function unlessAway(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!databaseAway(error)) throw error;
    return refusal(503, 'away', 'The database does not answer; nothing was changed. Try again in a moment.');
  }
}

const noStore = { 'Cache-Control': 'no-store' };
