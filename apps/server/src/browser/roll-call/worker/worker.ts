/**
 * Keeps the files of the page, so that it opens without a network. It holds nothing else: rolls and marks are in the
 * page's own store, which a new version of this worker does not touch.
 */

interface Self extends ServiceWorkerGlobalScope {
  /** What is kept; put in front of this script by the server. */
  shell: { version: string; files: string[] };
}

const worker = self as unknown as Self;
const { version, files } = worker.shell;
const ours = 'roll-call ';
const page = '/roll-call';

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
  if (request.mode === 'navigate' ? pathname === page : isKept(request.url)) event.respondWith(answer(request));
});

const isKept = (url: string): boolean => files.some((file) => new URL(file, worker.location.href).href === url);

async function keep(): Promise<void> {
  const cache = await caches.open(ours + version);
  await cache.addAll([...files, new Request(page, { cache: 'reload' })]);
  // The page has all its scripts from its beginning: no version waits for the other's pages to be closed.
  await worker.skipWaiting();
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(ours) && name !== ours + version).map(forget));
  await worker.clients.claim();
}

const forget = (name: string): Promise<boolean> => caches.delete(name);

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(ours + version);
  const kept = await cache.match(request.mode === 'navigate' ? page : request);
  return kept ?? fetch(request);
}
