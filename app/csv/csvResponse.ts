/** The answer of a route that hands out a table as a file. */
export function csvResponse(text: string, fileName: string): Response {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'cache-control': 'no-store',
    },
  });
}

/** The answer to a wrong address: one sentence. */
export function sentenceResponse(status: number, sentence: string): Response {
  return Response.json({ error: sentence }, { status, headers: { 'cache-control': 'no-store' } });
}
