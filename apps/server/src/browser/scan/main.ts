import { button, el, icon, notice } from '../offline/drawing.js';
import { keepFiles } from '../offline/files.js';
import { setUpLanguages } from '../offline/language-switch.js';
import { loadWords, t } from '../offline/words.js';
import { findingOf } from './finding.js';
import { listWords, resultOf } from './result.js';
import { fetchList, keptList } from './revocations.js';
import { fetchLibrary, hasOwnDetector, textInPhoto, watch } from './scanner.js';
import { mayCheck, type PublishedKey } from './statement.js';

/** The page that reads certificates without a network: scans, checks, and keeps the list of those that no longer hold. */

const main = document.querySelector<HTMLElement>('main')!;
const keys = JSON.parse(main.dataset.keys!) as PublishedKey[];
const library = main.dataset.library!;
const page = '/verify/scan';

/** What was scanned last; the address of the page itself when a camera app opened it. */
let scanned: string | null = location.pathname === page ? null : location.href;
/** Stops the camera; null while it is off. */
let stopCamera: (() => void) | null = null;
/** Key of what is said of camera and photo. */
let said = '';
let link: 'fetching' | 'online' | 'offline' = 'online';
let isReaderKept = false;
let canCheck = true;
/** A newer version of the page is there: shown when nobody looks at a result. */
let isOutdated = false;

const result = el('div');
const video = el('video', { class: 'scan-video', playsinline: true, muted: true });
const message = el('p', { role: 'status' });
const camera = button('', '', () => void toggleCamera());
const photo = el('input', { type: 'file', accept: 'image/*', id: 'photo', class: 'visually-hidden' });
const text = el('textarea', { id: 'text', rows: '3', autocomplete: 'off', spellcheck: 'false' });
const kept = el('dl', { class: 'summary', id: 'kept' });

async function begin(): Promise<void> {
  await loadWords(main.dataset.words!);
  setUpLanguages('scan.title', draw);
  canCheck = await mayCheck();
  isReaderKept = (await hasOwnDetector()) || (await isKept(library));
  listen();
  draw();
  await refreshList();
  await keepFiles(page, '/verify', () => {
    isOutdated = true;
  });
  await navigator.serviceWorker?.ready;
  await drawKept();
}

function listen(): void {
  photo.addEventListener('change', () => void readPhoto());
  addEventListener('online', () => void refreshList());
  addEventListener('hashchange', () => void show(location.href));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') return endCamera();
    if (isOutdated && scanned === null) return location.reload();
    void refreshList();
  });
}

const isKept = async (address: string): Promise<boolean> =>
  'caches' in globalThis && (await caches.match(address)) !== undefined;

async function show(found: string): Promise<void> {
  scanned = found;
  said = '';
  draw();
  scrollTo(0, 0);
  main.focus({ preventScroll: true });
  // What was revoked a moment ago counts, where there is a network.
  await refreshList();
}

async function refreshList(): Promise<void> {
  if (link === 'fetching') return;
  link = 'fetching';
  await drawKept();
  link = await fetchList(keys).then(
    () => 'online',
    () => 'offline',
  );
  await drawResult();
  await drawKept();
}

async function toggleCamera(): Promise<void> {
  if (stopCamera) return endCamera();
  said = '';
  try {
    stopCamera = await watch(video, library, (found) => {
      endCamera();
      void show(found);
    });
    isReaderKept = true;
  } catch (error) {
    // Whatever a camera refuses with; a library that is not there fails in another way.
    said = error instanceof DOMException ? 'scan.noCamera' : 'scan.noReader';
  }
  draw();
}

function endCamera(): void {
  stopCamera?.();
  stopCamera = null;
  draw();
}

async function readPhoto(): Promise<void> {
  const file = photo.files?.[0];
  if (!file) return;
  said = 'scan.reading';
  draw();
  try {
    const found = await textInPhoto(file, library);
    isReaderKept = true;
    if (found !== null) return await show(found);
    said = 'scan.nothingFound';
  } catch {
    said = 'scan.noReader';
  } finally {
    // The same photo may be chosen again.
    photo.value = '';
  }
  draw();
}

async function keepReader(): Promise<void> {
  try {
    await fetchLibrary(library);
    isReaderKept = true;
  } catch {
    said = 'scan.noReader';
  }
  draw();
}

function draw(): void {
  const parts = canCheck
    ? [result, ...heading(), scanPanel(), textPanel(), keptPanel()]
    : [...heading(), notice('attention', t('scan.cannotCheck'), t('scan.cannotCheckText'))];
  main.replaceChildren(
    ...parts,
    el('p', {}, el('a', { class: 'button secondary', href: '/verify' }, t('scan.byServer'))),
  );
  void drawResult();
  void drawKept();
}

const heading = (): HTMLElement[] => [el('h1', {}, t('scan.title')), el('p', { class: 'lead' }, t('scan.lead'))];

/** In the light of what is kept now. */
async function drawResult(): Promise<void> {
  if (scanned === null || !canCheck) return;
  const now = Date.now();
  result.replaceChildren(resultOf(await findingOf(scanned, keys, now), now));
}

function scanPanel(): HTMLElement {
  camera.replaceChildren(icon(stopCamera ? 'cross' : 'search'), t(stopCamera ? 'scan.stop' : 'scan.camera'));
  video.hidden = !stopCamera;
  message.textContent = t(said || (stopCamera ? 'scan.aim' : ''));
  const choose = el('label', { class: 'button secondary', for: 'photo' }, icon('upload'), t('scan.photo'));
  return el(
    'section',
    { class: 'panel accent' },
    el('h2', {}, t('scan.scan')),
    video,
    message,
    el('div', { class: 'actions' }, camera, photo, choose),
  );
}

function textPanel(): HTMLElement {
  text.setAttribute('aria-describedby', 'text-hint');
  const form = el(
    'form',
    { class: 'form panel' },
    el(
      'div',
      { class: 'field' },
      el('label', { for: 'text' }, t('scan.text')),
      el('p', { class: 'hint', id: 'text-hint' }, t('scan.textHint')),
      text,
    ),
    el('div', { class: 'actions' }, el('button', { class: 'button secondary', type: 'submit' }, t('scan.check'))),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (text.value.trim()) void show(text.value);
  });
  return form;
}

function keptPanel(): HTMLElement {
  const refresh = button('secondary', t('scan.refresh'), () => void refreshList());
  const reader = button('secondary', t('scan.keepReader'), () => void keepReader());
  reader.hidden = isReaderKept;
  return el(
    'section',
    { class: 'panel' },
    el('h2', {}, t('scan.kept')),
    kept,
    el('div', { class: 'actions' }, refresh, reader),
  );
}

async function drawKept(): Promise<void> {
  const list = await keptList(keys);
  const isPageKept = await isKept(page);
  const row = (label: string, value: string, more = '') =>
    el('div', {}, el('dt', {}, t(label)), el('dd', {}, value, more && el('span', { class: 'sub' }, more)));
  const state = { fetching: t('scan.refreshing'), offline: t('scan.offline'), online: '' }[link];
  kept.replaceChildren(
    row('scan.list', listWords(list, Date.now()), state),
    row('scan.page', t(isPageKept ? 'scan.pageKept' : 'scan.pageNotKept')),
    row('scan.reader', t(isReaderKept ? 'scan.readerKept' : 'scan.readerNotKept')),
  );
  kept.dataset.link = link;
  kept.dataset.page = isPageKept ? 'kept' : '';
}

await begin();
