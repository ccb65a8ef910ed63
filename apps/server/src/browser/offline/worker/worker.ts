/**
 * Keeps the files of a page that opens without a network. It holds nothing else: what the page knows is in the page's own
 * store, which a new version of this worker does not touch.
 */

interface Self extends ServiceWorkerGlobalScope {
  /** What is kept, and under which name; put in front of this script by the server. `later`: once it was needed. */
  shell: { name: string; page: string; version: string; files: string[]; later: string[] };
}

const worker = self as unknown as Self;
const { page, version, files, later } = worker.shell;
const ours = `${worker.shell.name} `;

worker.addEventListener('install', (event) => {
  event.waitUntil(keep());
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers());
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const { origin, pathname } = new URL(request.url);
  if (origin !== worker.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(pathname === page ? answer(page, request) : standIn(request));
  else if (isAmong(files, request)) event.respondWith(answer(request, request));
  else if (isAmong(later, request)) event.respondWith(answerAndKeep(request));
});

const isAmong = (addresses: string[], { url }: Request): boolean =>
  addresses.some((address) => new URL(address, worker.location.href).href === url);

async function keep(): Promise<void> {
  const cache = await caches.open(ours + version);
  await cache.addAll([...files, new Request(page, { cache: 'reload' })]);
  await keepAgain(cache);
  // The page has all its scripts from its beginning: no version waits for the other's pages to be closed.
  await worker.skipWaiting();
}

/** What another version came to need is needed again, and has not changed where its address has not. */
async function keepAgain(cache: Cache): Promise<void> {
  for (const address of later) {
    const kept = await caches.match(address);
    if (kept) await cache.put(address, kept);
  }
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((one) => one.startsWith(ours) && one !== ours + version).map(forget));
  await worker.clients.claim();
}

const forget = (one: string): Promise<boolean> => caches.delete(one);

async function answer(kept: string | Request, request: Request): Promise<Response> {
  const cache = await caches.open(ours + version);
  return (await cache.match(kept)) ?? fetch(request);
}

/** The network's own page, and where it has none to give the kept one. */
async function standIn(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    return answer(page, request);
  }
}

async function answerAndKeep(request: Request): Promise<Response> {
  const cache = await caches.open(ours + version);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}
