/** The body's bytes; null: there are more than `most`, and the rest was not read. */
export async function bytesOf(request: Request, most: number): Promise<Buffer | null> {
  if (Number(request.headers.get('content-length')) > most) return null;
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    length += read.value.length;
    if (length > most) {
      await reader?.cancel();
      return null;
    }
    parts.push(read.value);
  }
  return Buffer.concat(parts);
}
