/** The answer of a route that hands out a table as a file. */
export function csvResponse(text: string, fileName: string): Response {
  return fileResponse(text, fileName, 'text/csv; charset=utf-8');
}

/** The answer of a route that hands out a file of any type. */
export function fileResponse(content: BodyInit, fileName: string, type: string): Response {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
  return new Response(content, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'cache-control': 'no-store',
    },
  });
}

/** The answer to a wrong address: one sentence. */
export function sentenceResponse(status: number, sentence: string): Response {
  return Response.json({ error: sentence }, { status, headers: { 'cache-control': 'no-store' } });
}
