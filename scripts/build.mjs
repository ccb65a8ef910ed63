// Compiles TypeScript into dist/ when the sources are newer than what is there, and does nothing when they are not.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install, onPinnedNode, root } from './install.mjs';

const dist = join(root, 'dist');

// What runs in the browser knows a document and no Node, and a service worker not even that: projects of their own, part
// of both builds.
const browser = ['apps/server/src/browser/tsconfig.json', 'apps/server/src/browser/offline/worker/tsconfig.json'];

const builds = {
  programme: { project: 'tsconfig.build.json', folders: ['apps', 'libs'], info: 'dist/.tsbuildinfo.build' },
  tests: { project: 'tsconfig.json', folders: ['apps', 'libs', 'test'], info: 'dist/.tsbuildinfo' },
};

/**
 * Brings dist/ up to date for the `programme` or, with the specs, for the `tests`.
 * Answers whether the compiler was content; its output is there either way.
 */
export async function build(kind = 'programme') {
  const { project, folders, info } = builds[kind];
  const sources = sourcesIn(folders).filter((path) => kind === 'tests' || !path.endsWith('.spec.ts'));
  const stamp = join(dist, `.built-${kind}`);
  const print = fingerprint([...sources, project, ...browser, 'tsconfig.json', 'package-lock.json']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === print && sources.every(hasOutput)) return true;

  mkdirSync(dist, { recursive: true });
  rmSync(stamp, { force: true });
  removeOrphans();
  const began = Date.now();
  let code = await compile(project);
  // The compiler trusts its own notes and leaves alone what it believes written. Where the other build, or a deletion,
  // has changed dist/ behind its back, it starts afresh.
  if (!sources.every((source) => isFresh(source) || modified(source) > began)) {
    rmSync(join(root, info), { force: true });
    code = await compile(project);
  }
  if (code !== 0) return false;
  writeFileSync(stamp, print);
  return true;
}

async function compile(project) {
  const codes = [];
  for (const each of [project, ...browser]) codes.push(await compileOne(each));
  return Math.max(...codes);
}

const compileOne = (project) => onPinnedNode([join(root, 'node_modules/typescript/bin/tsc'), '-p', project]);

function sourcesIn(folders) {
  return folders.flatMap((folder) => filesUnder(folder, (name) => name.endsWith('.ts') && !name.endsWith('.d.ts')));
}

function filesUnder(folder, isWanted) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesUnder(path, isWanted);
    return isWanted(entry.name) ? [path] : [];
  });
}

function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths.sort()) {
    const { mtimeMs, size } = statSync(join(root, path));
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

const outputOf = (source) => `dist/${source.replace(/\.ts$/, '.js')}`;
const hasOutput = (source) => existsSync(join(root, outputOf(source)));
const modified = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
const isFresh = (source) => hasOutput(source) && modified(outputOf(source)) >= modified(source);

// What was compiled from a source that has since gone would still be imported, or run as a test.
function removeOrphans() {
  for (const folder of ['apps', 'libs', 'test']) {
    for (const path of filesUnder(`dist/${folder}`, (name) => /\.js(\.map)?$/.test(name))) {
      const source = path.replace(/^dist\//, '').replace(/\.js(\.map)?$/, '.ts');
      if (!existsSync(join(root, source))) rmSync(join(root, path));
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  install();
  if (!(await build())) process.exitCode = 1;
}
