import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file the browser may ask for. `body` never changes while the server runs. */
export interface Asset {
  body: Buffer;
  contentType: string;
  etag: string;
}

export interface Assets {
  /** The address of an asset with its content hash (`/assets/site.css?v=3f2a…`), safe to cache for ever. Throws on an unknown name. */
  url(name: string): string;
  /** By path below `/assets/`, without the query. */
  files: ReadonlyMap<string, Asset>;
}

/** What to answer with a file that was asked for by its hashed address. */
export const FOR_EVER = 'public, max-age=31536000, immutable';

const NOTO = 'node_modules/@fontsource/noto-sans/files/noto-sans-';
const LAO = 'node_modules/@fontsource/noto-sans-lao/files/noto-sans-lao-';

/** What `apps/server/src/browser` was compiled to. */
const BROWSER = 'dist/apps/server/src/browser/';

const modulesOf = (folder: string, names: string): string[] =>
  names.split(' ').map((name) => `browser/${folder}/${name}.js`);

/** What pages without a network share, each after those it imports; so are the scripts of every page. */
const offlineModules = modulesOf('offline', 'words language-switch drawing files');

/** The scripts of the roll call without a network. */
export const rollCallModules = [
  ...offlineModules,
  ...modulesOf('roll-call', 'kept indexed-db account store exchange bar offer top day-name roll sessions main'),
];

/** The scripts that read certificates without a network. */
export const scanModules = [
  ...offlineModules,
  ...modulesOf('scan', 'base64url statement revocations scanner finding dates result main'),
];

/** The scripts of the calendar. */
const calendarModules = modulesOf('calendar', 'page exchange shape library asking changes creation main');

/** The library that draws it, as it is published. */
const EVENT_CALENDAR = 'node_modules/@event-calendar/build/dist/event-calendar.min';

/** Fonts first: the style sheet carries their hashed addresses. */
const SOURCES: readonly (readonly [name: string, file: string, contentType: string])[] = [
  ['fonts/latin-400.woff2', `${NOTO}latin-400-normal.woff2`, 'font/woff2'],
  ['fonts/latin-600.woff2', `${NOTO}latin-600-normal.woff2`, 'font/woff2'],
  ['fonts/vietnamese-400.woff2', `${NOTO}vietnamese-400-normal.woff2`, 'font/woff2'],
  ['fonts/vietnamese-600.woff2', `${NOTO}vietnamese-600-normal.woff2`, 'font/woff2'],
  ['fonts/lao-400.woff2', `${LAO}lao-400-normal.woff2`, 'font/woff2'],
  ['fonts/lao-600.woff2', `${LAO}lao-600-normal.woff2`, 'font/woff2'],
  ['icons.svg', 'apps/server/assets/icons.svg', 'image/svg+xml'],
  ['favicon.svg', 'apps/server/assets/favicon.svg', 'image/svg+xml'],
  ['roll-call-180.png', 'apps/server/assets/roll-call-180.png', 'image/png'],
  ['roll-call-192.png', 'apps/server/assets/roll-call-192.png', 'image/png'],
  ['roll-call-512.png', 'apps/server/assets/roll-call-512.png', 'image/png'],
  ['roll-call.css', 'apps/server/assets/roll-call.css', 'text/css; charset=utf-8'],
  ['scan.css', 'apps/server/assets/scan.css', 'text/css; charset=utf-8'],
  ['site.css', 'apps/server/assets/site.css', 'text/css; charset=utf-8'],
  ['calendar.css', 'apps/server/assets/calendar.css', 'text/css; charset=utf-8'],
  ['event-calendar.css', `${EVENT_CALENDAR}.css`, 'text/css; charset=utf-8'],
  ['event-calendar.js', `${EVENT_CALENDAR}.js`, 'text/javascript; charset=utf-8'],
  ['qr/index.js', 'node_modules/qr/index.js', 'text/javascript; charset=utf-8'],
  ['qr/decode.js', 'node_modules/qr/decode.js', 'text/javascript; charset=utf-8'],
  ['browser/check-in.js', `${BROWSER}check-in.js`, 'text/javascript; charset=utf-8'],
  ['browser/copy.js', `${BROWSER}copy.js`, 'text/javascript; charset=utf-8'],
  ['browser/design.js', `${BROWSER}design.js`, 'text/javascript; charset=utf-8'],
  ['browser/file-field.js', `${BROWSER}file-field.js`, 'text/javascript; charset=utf-8'],
  ['browser/nomination-list.js', `${BROWSER}nomination-list.js`, 'text/javascript; charset=utf-8'],
  ['browser/offline/worker/worker.js', `${BROWSER}offline/worker/worker.js`, 'text/javascript; charset=utf-8'],
  ['browser/selection-board.js', `${BROWSER}selection-board.js`, 'text/javascript; charset=utf-8'],
  ['browser/sheet.js', `${BROWSER}sheet.js`, 'text/javascript; charset=utf-8'],
  // A module after those it imports: it carries their hashed addresses.
  ...[...new Set([...calendarModules, ...rollCallModules, ...scanModules])].map(
    (name) => [name, `dist/apps/server/src/${name}`, 'text/javascript; charset=utf-8'] as const,
  ),
];

/** Reads every asset once; a missing one stops the start. */
export function loadAssets(projectRoot: string): Assets {
  const files = new Map<string, Asset>();
  const url = (name: string): string => {
    const asset = files.get(name);
    if (!asset) throw new Error(`Unknown asset: ${name}`);
    return `/assets/${name}?v=${asset.etag.slice(1, 13)}`;
  };
  for (const [name, file, contentType] of SOURCES) {
    let body = readFileSync(join(projectRoot, file));
    if (name.endsWith('.css')) {
      const hashed = body.toString('utf8').replace(/url\("([^"]+)"\)/g, (_, target: string) => `url("${url(target)}")`);
      // A notice of whose work it is stays.
      body = Buffer.from(hashed.replace(/\/\*(?!!).*?\*\//gs, ''));
    }
    // Its map is not served.
    if (name.endsWith('.js')) {
      const folder = name.slice(0, name.lastIndexOf('/') + 1);
      const imports = (_: string, before: string, target: string) => `${before}'${url(join(folder, target))}'`;
      const code = body.toString('utf8').replace(/^\/\/.*\n?|^[ \t]*\/\*\*[\s\S]*?\*\/\n/gm, '');
      body = Buffer.from(code.replace(/^((?:import|export) .*from )'(\.\.?\/[^']+)'/gm, imports));
    }
    const hash = createHash('sha256').update(body).digest('hex');
    files.set(name, { body, contentType, etag: `"${hash.slice(0, 32)}"` });
  }
  return { url, files };
}
