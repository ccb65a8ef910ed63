// Runs test files, each in a process of its own, and counts what they tell. `node --test` would do as much, but it waits
// for ever for a file that never ends.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { pinnedNode, root } from './install.mjs';

// Milliseconds. One test may take the first, a file the last; a file that says nothing for the second has hung.
const limits = { test: 120_000, silence: 150_000, file: 600_000 };
const reporter = pathToFileURL(join(root, 'scripts/test-reporter.mjs')).href;
const shownOutput = 60;

const running = new Set();

/** Ends every test process there is, with all that it has started. */
export function endAll() {
  for (const child of running) endGroup(child);
}

/**
 * Runs compiled test files, a few at a time, prints a line for each and every failure in full.
 * Answers {passed, failed, skipped}; a file that crashes, hangs or holds no test adds one to `failed`.
 */
export async function runFiles(files, env) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const waiting = [...files];
  const work = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const counts = await runFile(file, env);
      for (const key of Object.keys(total)) total[key] += counts[key];
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, Math.max(2, availableParallelism())) }, work));
  return total;
}

async function runFile(file, env) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failures = [];
  const skips = [];
  const fail = (name, why) => {
    counts.failed++;
    failures.push({ name, why });
  };
  if (!existsSync(join(root, file))) {
    fail(file, 'was not compiled.');
    show(file, counts, failures, skips, '', 0);
    return counts;
  }

  const started = performance.now();
  const args = [
    '--enable-source-maps',
    `--test-timeout=${limits.test}`,
    `--test-reporter=${reporter}`,
    '--test-reporter-destination=stdout',
    file,
  ];
  const child = spawn(pinnedNode(), args, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  running.add(child);

  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output = (output + text).slice(-200_000);
    });
  }

  let at = '';
  let isFinished = false;
  let lastNews = started;
  createInterface({ input: child.stdio[3] }).on('line', (line) => {
    const news = JSON.parse(line);
    lastNews = performance.now();
    if (news.running) at = news.running;
    if (news.passed) counts.passed++;
    if (news.failed) fail(news.failed, news.why);
    if (news.finished) isFinished = true;
    if (news.skipped) {
      counts.skipped++;
      skips.push(news.skipped + (news.why === 'true' ? '' : `: ${news.why}`));
    }
  });

  let hung;
  const watch = setInterval(() => {
    const now = performance.now();
    if (now - lastNews < limits.silence && now - started < limits.file) return;
    hung = `did not end within ${Math.round((now - started) / 1000)} s and was killed; the last test begun: ${at || 'none'}.`;
    endGroup(child);
  }, 500);

  const ended = new Promise((resolve) => child.once('close', resolve));
  const [code, signal] = await new Promise((resolve) => {
    child.once('exit', (...how) => resolve(how)).once('error', (error) => resolve([error.message]));
  });
  clearInterval(watch);
  // A server or a browser that a test forgot would keep our pipes open, and the next test's port.
  endGroup(child);
  await Promise.race([ended, sleep(5000, undefined, { ref: false })]);
  running.delete(child);

  if (hung) fail(file, hung);
  else if (signal) fail(file, `was ended by ${signal}; the last test begun: ${at || 'none'}.`);
  else if (code !== 0 && counts.failed === 0) fail(file, `ended with exit code ${code}.`);
  else if (!isFinished && counts.failed === 0) {
    fail(
      file,
      at ? `ended in the middle of its tests; the last begun: ${at}.` : 'holds no test, or left before it told of one.',
    );
  }
  show(file, counts, failures, skips, output, performance.now() - started);
  return counts;
}

function endGroup(child) {
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody left in the group.
  }
}

function show(file, counts, failures, skips, output, milliseconds) {
  const name = file.replace(/^dist\//, '').replace(/\.js$/, '.ts');
  const parts = Object.entries(counts).filter(([key, count]) => count > 0 || key === 'passed');
  const lines = [
    `  ${counts.failed > 0 ? '✗' : '✓'} ${name}: ${parts.map(([key, count]) => `${count} ${key}`).join(', ')} (${seconds(milliseconds)})`,
  ];
  for (const skip of skips) lines.push(`    skipped ${skip}`);
  for (const failure of failures) lines.push(`    ✗ ${failure.name}`, indent(failure.why, 8));
  if (failures.length > 0 && output.trim()) {
    const printed = output.trimEnd().split('\n');
    lines.push(`    it printed${printed.length > shownOutput ? ` (the last ${shownOutput} lines)` : ''}:`);
    lines.push(indent(printed.slice(-shownOutput).join('\n'), 8));
  }
  console.log(lines.join('\n'));
}

const indent = (text, by) => text.replace(/^(?=.)/gm, ' '.repeat(by));

export const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;
