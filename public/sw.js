/**
 * Keeps the page of televisions (/tv) and the files that it is made of, so that a TV opens after a power cut though the
 * server is not there yet. It is registered for /tv alone: it never sees people's pages, and keeps no answer of the API.
 *
 * Each build's page is kept whole, in a cache of its own: first its files, its document last; one without a document is
 * not complete and not used. The document brings the policy and the nonce that belong together.
 */
const page = '/tv';
const prefix = 'santral-tv-';
const files = '/_next/static/';
/** A server that takes longer is not waited for, where a kept page can be shown. */
const answerMs = 4000;

self.addEventListener('install', (event) => {
  event.waitUntil(renew().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('message', (event) => {
  if (event.data?.do === 'renew') {
    const answer = (renewed) => event.ports[0]?.postMessage({ renewed });
    event.waitUntil(
      renew().then(
        () => answer(true),
        () => answer(false),
      ),
    );
  }
  if (event.data?.do === 'keep' && Array.isArray(event.data.files)) {
    // what is missing is loaded when it is needed, while the server is there
    event.waitUntil(keepFiles(event.data.files).catch(() => undefined));
  }
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate' && url.pathname === page) event.respondWith(openPage(event));
  else if (url.pathname.startsWith(files)) event.respondWith(openFile(request));
});

/** The page as the server has it now, else as it was kept, else a few words that try again. */
async function openPage(event) {
  const asked = fetchPage();
  event.waitUntil(asked.then((fresh) => keepPage(fresh.clone())).catch(() => undefined));
  const fresh = asked.then(
    (response) => response.clone(),
    () => null,
  );
  const patience = new Promise((over) => setTimeout(() => over(null), answerMs));
  return (await Promise.race([fresh, patience])) ?? (await keptPage()) ?? (await fresh) ?? words();
}

/** A file's name changes with its content, so a kept one is as good as new. */
async function openFile(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

async function fetchPage() {
  const response = await fetch(page, { cache: 'no-store', credentials: 'same-origin' });
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok || response.redirected || !type.startsWith('text/html')) {
    throw new Error(`${page} was answered with ${response.status} ${type}`);
  }
  return response;
}

async function renew() {
  await keepPage(await fetchPage());
}

async function keepPage(response) {
  const named = filesIn(await response.clone().text());
  const name = prefix + (await digest(named.join('\n')));
  const cache = await caches.open(name);
  await Promise.all(named.map((file) => keepFile(cache, file)));
  await cache.put(page, response);
  for (const other of await caches.keys()) {
    if (other.startsWith(prefix) && other !== name) await caches.delete(other);
  }
}

/** A file, and those that a style sheet names. */
async function keepFile(cache, file) {
  if (await cache.match(file, { ignoreVary: true })) return;
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file} was answered with ${response.status}`);
  if (new URL(file, self.location.origin).pathname.endsWith('.css')) {
    const style = await response.clone().text();
    const named = [...style.matchAll(/url\((["']?)([^"')]+)\1\)/g)].map(([, , url]) => new URL(url, response.url));
    const own = named.filter(({ origin, pathname }) => origin === self.location.origin && pathname.startsWith(files));
    await Promise.all(own.map(({ pathname, search }) => keepFile(cache, pathname + search)));
  }
  await cache.put(file, response);
}

/** What a page that runs has loaded besides; only into the cache of the page that is complete. */
async function keepFiles(loaded) {
  const cache = await completeCache();
  if (!cache) return;
  for (const file of loaded) if (typeof file === 'string' && file.startsWith(files)) await keepFile(cache, file);
}

async function keptPage() {
  return (await completeCache())?.match(page, { ignoreVary: true, ignoreSearch: true });
}

async function completeCache() {
  for (const name of (await caches.keys()).reverse()) {
    if (!name.startsWith(prefix)) continue;
    const cache = await caches.open(name);
    if (await cache.match(page, { ignoreVary: true })) return cache;
  }
  return null;
}

/** Every file that a document names, in its tags and in the data for its scripts, each once. */
function filesIn(document) {
  return [...new Set(document.match(/\/_next\/static\/[\w./~%-]+(?:\?[\w=.&-]+)?/g) ?? [])].sort();
}

async function digest(text) {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)]
    .slice(0, 8)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

/** For a browser that has lost what was kept. */
function words() {
  const document = `<!doctype html>
<html lang="tr"><head><meta charset="utf-8"><meta http-equiv="refresh" content="5"><title>Santral</title><style>
body{margin:0;min-height:100vh;display:grid;align-content:center;gap:3vw;padding:0 8vw;background:#0a0e12;color:#f2f5f7;
font-family:system-ui,sans-serif}h1{margin:0;font-size:6vw;line-height:1.1;color:#ffc55c}p{margin:0;font-size:2.6vw;line-height:1.3}
</style></head><body>
<h1>Sunucu bekleniyor</h1><p>Bu ekran Santral sunucusuna ulaşamıyor; beş saniyede bir kendiliğinden yeniden dener.</p>
<p lang="en">Waiting for the server. This screen cannot reach it and tries again by itself every five seconds.</p>
</body></html>`;
  return new Response(document, {
    status: 503,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
  });
}
