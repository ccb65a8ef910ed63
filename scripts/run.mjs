// Runs one of the two programmes, server or console, on the pinned Node: installed and built first where that is needed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { endWithParent, install, onPinnedNode, pinnedNode, root } from './install.mjs';

const mainOf = (app) => join(root, 'dist/apps', app, 'src/main.js');

/** Installs and builds what is missing; false when the build fails. */
export async function prepare(app) {
  endWithParent();
  // In production what was delivered is what runs: nothing is fetched or compiled beside a finished build.
  if (process.env.NODE_ENV === 'production' && existsSync(mainOf(app))) return true;
  install();
  return build();
}

/** Runs a prepared programme beside this one to its end; answers its exit code. */
export const runBeside = (app, args) => onPinnedNode(['--enable-source-maps', mainOf(app), ...args]);

/** Becomes a prepared programme. */
export async function become(app, args) {
  if (pinnedNode() !== process.execPath) {
    process.exitCode = await runBeside(app, args);
    return;
  }
  // Already on the right Node: signals reach the programme without a go-between.
  process.setSourceMapsEnabled(true);
  process.chdir(root);
  process.argv = [process.execPath, mainOf(app), ...args];
  await import(pathToFileURL(mainOf(app)).href);
}
