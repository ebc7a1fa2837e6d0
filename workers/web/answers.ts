import type { ServerResponse } from 'node:http';

export function answerJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}

export function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`${text}\n`);
}

/** Goes along with whatever answers; `Secure` where the way is https. */
export function setCookies(response: ServerResponse, cookies: readonly string[], https: boolean): void {
  for (const cookie of cookies) response.appendHeader('Set-Cookie', https ? `${cookie}; Secure` : cookie);
}

const awayTexts = {
  tr: {
    title: 'Veritabanına ulaşılamıyor',
    text: 'Kim olduğunuz şu anda doğrulanamıyor. Bu sayfa kendiliğinden yeniden dener; sürerse yöneticinize haber verin.',
  },
  en: {
    title: 'The database does not answer',
    text: 'Who you are cannot be checked right now. This page tries again by itself; if it lasts, tell your administrator.',
  },
};

/** A page that stands alone, for when nobody can tell who asks; it comes again by itself. */
export function answerAway(response: ServerResponse, locale: 'tr' | 'en'): void {
  const { title, text } = awayTexts[locale];
  response.writeHead(503, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Retry-After': '5',
    Refresh: '5',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
  });
  response.end(`<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>body{margin:0;min-height:100vh;display:grid;place-content:center;padding:1.5rem;background:#0a0e12;color:#fff;
font:1.125rem/1.5 system-ui,sans-serif;max-width:40rem;margin:auto}h1{font-size:1.75rem;line-height:1.2}</style>
<h1>${title}</h1><p>${text}</p></html>\n`);
}
