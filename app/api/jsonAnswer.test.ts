import { expect, it } from 'vitest';
import { z } from 'zod';
import { bodyOf } from './jsonAnswer.ts';

const schema = z.object({ name: z.string().max(10) });
const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('http://localhost/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
const told = async (request: Request) => {
  const body = await bodyOf(request, schema);
  return body instanceof Response ? [body.status, ((await body.json()) as { error: string }).error] : body;
};

it('reads what the schema wants, and names what is wrong', async () => {
  expect(await told(post('{"name":"Ayşe"}'))).toEqual({ name: 'Ayşe' });
  expect(await told(post('{"name":"Ayşe'))).toEqual([400, 'not_json']);
  expect(await told(post('{"name":1}'))).toEqual([400, 'bad_input']);
});

it('reads no more of a body than is taken, whether or not its length was told', async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(to) {
      sent += 16_384;
      to.enqueue(new Uint8Array(16_384).fill(0x20));
    },
  });
  expect(await told(post(endless))).toEqual([413, 'too_large']);
  expect(sent).toBeLessThan(200_000);
  expect(await told(post('{}', { 'content-length': '99999999' }))).toEqual([413, 'too_large']);
});
