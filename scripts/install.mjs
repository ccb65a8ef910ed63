// What every other script starts from: the packages, and the Node pinned among them.
// Runs on any Node from 18 up with nothing installed, so: built-in modules only.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project directory. Every script works from here, wherever it was started. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const lockFile = join(root, 'package-lock.json');
const installedLock = join(root, 'node_modules/.package-lock.json');
const stamp = join(root, 'node_modules/.mittaphap-lock');

/** Installs the locked packages unless they are there already; says so in one line and takes about half a minute. */
export function install() {
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === wanted) return;
  if (!isInstalled()) {
    console.log('Installing packages (npm ci), about half a minute …');
    // Optional packages carry the pinned Node and native code, development packages the compiler:
    // both are named, since NODE_ENV=production or a user's npmrc would leave them out.
    npm('ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error');
  }
  writeFileSync(stamp, `${wanted}\n`);
}

// Somebody may have run `npm ci` by hand: npm's own record then says the same as the lock, less what is optional.
function isInstalled() {
  if (!existsSync(installedLock)) return false;
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const present = JSON.parse(readFileSync(installedLock, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    return present[path] ? present[path].version === version : Boolean(optional || devOptional);
  });
}

function npm(...args) {
  const options = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env } };
  // A parent npm hands its own settings down (`npm test --offline`), but --omit or a dry run must not reach the install.
  for (const key of Object.keys(options.env)) {
    if (/^npm_config_(omit|include|production|optional|dry_run|global)$/i.test(key)) delete options.env[key];
  }
  const cli = process.env.npm_execpath;
  const done =
    cli && /\.c?js$/.test(cli)
      ? spawnSync(process.execPath, [cli, ...args], options)
      : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (done.status !== 0) {
    console.error(`npm ${args[0]} failed${done.error ? `: ${done.error.message}` : ''}. The lines above say why.`);
    process.exit(1);
  }
}

const oldestNode = [22, 13];
let chosen;

/** Path of the Node to run the programme on: the pinned one, else this one if new enough; else says so and ends. */
export function pinnedNode() {
  if (chosen) return chosen;
  const program = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const pinned = [`node-${system}-${process.arch}`, `node-bin-${system}-${process.arch}`]
    .map((name) => join(root, 'node_modules', name, program))
    // Present is not enough: on a system without glibc the pinned binary is there and cannot start.
    .find((path) => path === process.execPath || (existsSync(path) && spawnSync(path, ['-v']).status === 0));
  const [major, minor] = process.versions.node.split('.').map(Number);
  const isNewEnough = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  if (!pinned && !isNewEnough) {
    console.error(
      `Needs Node ${oldestNode.join('.')} or newer; this is ${process.version}, and none comes packaged for ${process.platform}-${process.arch}.`,
    );
    process.exit(1);
  }
  chosen = pinned ?? process.execPath;
  return chosen;
}

/**
 * Runs Node with `args` on the pinned version and answers its exit code (128 + n when signal n ended it).
 * Signals sent to this process are passed on. `options` are those of child_process.spawn; output goes to ours by default.
 */
export function onPinnedNode(args, options = {}) {
  return finished(spawn(pinnedNode(), args, { cwd: root, stdio: 'inherit', ...options }));
}

const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/** Waits for a child process, handing on the signals that are meant for it. */
export function finished(child) {
  const handlers = Object.keys(signals).map((signal) => {
    // Ctrl-C at a terminal has already reached the whole group: a second one would read as impatience.
    const hand = () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal));
    process.on(signal, hand);
    return [signal, hand];
  });
  return new Promise((resolve) => {
    const end = (code) => {
      for (const [signal, hand] of handlers) process.off(signal, hand);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(error.message);
      end(1);
    });
    child.once('close', (code, signal) => end(code ?? 128 + (signals[signal] ?? 9)));
  });
}

/**
 * Ends this process in good order when the npm that runs it is ended. npm passes a signal to a shell, which dies of it
 * and tells nobody: the server would go on alone, keeping its port.
 */
export function endWithParent() {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}
