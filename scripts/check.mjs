// `npm run check`: types, lint and formatting, architecture, locales. Side by side; only what fails is printed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { finished, install, pinnedNode, root } from './install.mjs';

install();

const bin = (path) => join(root, 'node_modules', path);
const folders = ['apps', 'libs', 'test'].filter((folder) => existsSync(join(root, folder)));
const colors = process.stdout.isTTY ? 'force' : 'off';

const checks = {
  types: ['scripts/check-types.mjs'],
  'types in the browser': [bin('typescript/bin/tsc'), '-p', 'apps/server/src/browser', '--noEmit'],
  'types in the service worker': [
    bin('typescript/bin/tsc'),
    '-p',
    'apps/server/src/browser/offline/worker',
    '--noEmit',
  ],
  'lint and formatting': [
    bin('@biomejs/biome/bin/biome'),
    'ci',
    `--colors=${colors}`,
    '--error-on-warnings',
    '--max-diagnostics=100',
  ],
  architecture: [
    bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
    ...folders,
    '--config=.dependency-cruiser.mjs',
    '--output-type=err-long',
  ],
  locales: ['scripts/check-locales.mjs'],
};

const started = performance.now();
const results = await Promise.all(Object.entries(checks).map(([name, args]) => check(name, args)));
const failed = results.filter((isRight) => !isRight).length;
console.log(
  `check: ${failed === 0 ? 'all right' : `${failed} of ${results.length} failed`} (${secondsSince(started)})`,
);
process.exitCode = failed === 0 ? 0 : 1;

async function check(name, args) {
  const start = performance.now();
  const child = spawn(pinnedNode(), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const isRight = (await finished(child)) === 0;
  if (!isRight) console.log(`${name} (${secondsSince(start)})\n${output.trim()}\n`);
  return isRight;
}

function secondsSince(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
