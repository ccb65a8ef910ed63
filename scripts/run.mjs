// Runs one of the two programmes, server or console, on the pinned Node: installed and built first where that is needed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { endWithParent, install, onPinnedNode, pinnedNode, root } from './install.mjs';

export async function run(app, args) {
  endWithParent();
  const main = join(root, 'dist/apps', app, 'src/main.js');
  // In production what was delivered is what runs: nothing is fetched or compiled beside a finished build.
  if (process.env.NODE_ENV !== 'production' || !existsSync(main)) {
    install();
    if (!(await build())) {
      process.exitCode = 1;
      return;
    }
  }
  if (pinnedNode() !== process.execPath) {
    process.exitCode = await onPinnedNode(['--enable-source-maps', main, ...args]);
    return;
  }
  // Already on the right Node: become the programme, so that signals reach it without a go-between.
  process.setSourceMapsEnabled(true);
  process.chdir(root);
  process.argv = [process.execPath, main, ...args];
  await import(pathToFileURL(main).href);
}
