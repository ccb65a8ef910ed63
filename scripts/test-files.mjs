// Runs test files in processes of their own that take one file after another, and counts what they tell.
// `node --test` would load the programme anew for every file, and waits for ever for one that never ends.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { pinnedNode, root } from './install.mjs';

// Milliseconds. One test may take the first, a file the last; a file that says nothing for the second has hung.
const limits = { test: 240_000, silence: 270_000, file: 900_000 };
// Bytes. What a process of many files keeps is given back by beginning another.
const largest = 1.5 * 2 ** 30;
const shownOutput = 60;
// Lines of one failure when it is told again at the end, and characters of a line.
const again = { message: 40, stack: 6, line: 1000 };

const running = new Set();
const everyFailure = [];

/** Ends every test process there is, with all that it has started. */
export function endAll() {
  for (const worker of running) worker.kill();
}

/**
 * Runs phases {name, files, env} (`env` may be a promise), a few files at a time, and goes on to the next phase while the
 * last files of the one before still run. Prints a line for each file and every failure in full; calls `ended` with
 * (phase, {passed, failed, skipped}) after the last file of a phase. A file that crashes, hangs or holds no test counts
 * as one failed, and so does a phase whose `env` is not to be had.
 */
export async function runPhases(phases, ended) {
  const waiting = phases.map((phase) => ({
    ...phase,
    files: [...phase.files],
    left: phase.files.length,
    counts: { passed: 0, failed: 0, skipped: 0 },
  }));
  // One more than there are processors: a test waits for a browser, a database or a clock half of its time.
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism() + 1) }, () => work(waiting, ended)));
}

async function work(phases, ended) {
  for (const phase of phases) {
    let worker;
    for (let file = phase.files.shift(); file; file = phase.files.shift()) {
      try {
        if (!worker?.isAlive) worker = new Worker(await phase.env);
        const told = await runFile(worker, file);
        show(phase.name, file, told);
        for (const key of Object.keys(phase.counts)) phase.counts[key] += told.counts[key];
        if (told.bytes > largest) await worker.end();
      } catch (error) {
        phase.counts.failed += 1;
        everyFailure.push({ where: `${phase.name} ${sourceOf(file)}`, name: 'was not run', why: error.message });
        console.log(`  ✗ ${phase.name} ${sourceOf(file)}: ${error.message}`);
      }
      phase.left -= 1;
      if (phase.left === 0) ended(phase, phase.counts);
    }
    await worker?.end();
  }
}

/** A process that runs test files, one at a time. */
class Worker {
  isAlive = true;
  output = '';
  hear = () => {};

  constructor(env) {
    const args = ['--enable-source-maps', `--test-timeout=${limits.test}`, join(root, 'scripts/test-worker.mjs')];
    this.child = spawn(pinnedNode(), args, {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'ipc'],
      detached: process.platform !== 'win32',
    });
    running.add(this);
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        this.output = (this.output + text).slice(-200_000);
      });
    }
    createInterface({ input: this.child.stdio[3] }).on('line', (line) => this.hear(JSON.parse(line)));
    const closed = new Promise((resolve) => this.child.once('close', resolve));
    this.exited = new Promise((resolve) => {
      this.child.once('exit', (...how) => resolve(how)).once('error', (error) => resolve([error.message]));
    }).then(async (how) => {
      this.isAlive = false;
      // A server or a browser that a test forgot would keep our pipes open, and the next test's port.
      this.kill();
      await Promise.race([closed, sleep(5000, undefined, { ref: false })]);
      running.delete(this);
      return how;
    });
  }

  /** Ends it with all that it has started. */
  kill() {
    try {
      if (process.platform === 'win32') this.child.kill('SIGKILL');
      else process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      // Nobody left in the group.
    }
  }

  async end() {
    if (this.child.connected) this.child.send({}, () => {});
    await this.exited;
  }
}

/** Answers {counts, failures, skips, output, milliseconds, bytes}: what a file told, and the size of its process after it. */
async function runFile(worker, file) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failures = [];
  const skips = [];
  const fail = (name, why) => {
    counts.failed++;
    failures.push({ name, why });
  };
  const told = { counts, failures, skips, output: '', milliseconds: 0, bytes: 0 };
  if (!existsSync(join(root, file))) {
    fail(file, 'was not compiled.');
    return told;
  }

  const started = performance.now();
  let at = '';
  let finished;
  let lastNews = started;
  let hung;
  worker.output = '';
  const over = new Promise((resolve) => {
    worker.hear = (news) => {
      lastNews = performance.now();
      if (news.running) at = news.running;
      if (news.passed) counts.passed++;
      if (news.failed) fail(news.failed, news.why);
      if ('finished' in news) finished = news;
      if (news.skipped) {
        counts.skipped++;
        skips.push(news.skipped + (news.why === 'true' ? '' : `: ${news.why}`));
      }
      if (news.over) {
        told.bytes = news.bytes;
        resolve();
      }
    };
  });
  const watch = setInterval(() => {
    const now = performance.now();
    if (now - lastNews < limits.silence && now - started < limits.file) return;
    hung = `did not end within ${Math.round((now - started) / 1000)} s and was killed; the last test begun: ${at || 'none'}.`;
    worker.kill();
  }, 500);
  worker.child.send({ file }, () => {});
  const exit = await Promise.race([over, worker.exited]);
  clearInterval(watch);

  const [code, signal] = exit ?? [];
  if (hung) fail(file, hung);
  else if (signal) fail(file, `was ended by ${signal}; the last test begun: ${at || 'none'}.`);
  else if (exit && !finished)
    fail(file, `ended its process with exit code ${code}; the last test begun: ${at || 'none'}.`);
  else if (!finished.finished && counts.failed === 0)
    fail(file, finished.why || 'was not content, and did not say why.');
  // What was printed last may still be on its way.
  if (failures.length > 0) await sleep(100);
  told.output = worker.output;
  told.milliseconds = performance.now() - started;
  return told;
}

const sourceOf = (file) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts');

function show(phase, file, { counts, failures, skips, output, milliseconds }) {
  const parts = Object.entries(counts).filter(([key, count]) => count > 0 || key === 'passed');
  const lines = [
    `  ${counts.failed > 0 ? '✗' : '✓'} ${phase} ${sourceOf(file)}: ${parts.map(([key, count]) => `${count} ${key}`).join(', ')} (${seconds(milliseconds)})`,
  ];
  for (const skip of skips) lines.push(`    skipped ${skip}`);
  for (const failure of failures) {
    lines.push(`    ✗ ${failure.name}`, indent(failure.why, 8));
    everyFailure.push({ where: `${phase} ${sourceOf(file)}`, ...failure });
  }
  if (failures.length > 0 && output.trim()) {
    const printed = output.trimEnd().split('\n');
    lines.push(`    it printed${printed.length > shownOutput ? ` (the last ${shownOutput} lines)` : ''}:`);
    lines.push(indent(printed.slice(-shownOutput).join('\n'), 8));
  }
  console.log(lines.join('\n'));
}

/** Every failure once more, each with what it said and where: who sees only the end of a long log sees these. */
export function failuresAgain() {
  return everyFailure.map(({ where, name, why }) => `✗ ${where} › ${name}\n${indent(shortened(why), 4)}`).join('\n');
}

function shortened(why) {
  const lines = why.split('\n');
  const isStep = (line) => /^\s+at /.test(line);
  const steps = lines.filter(isStep);
  const own = steps.filter((line) => !line.includes('node_modules'));
  const message = lines.filter((line) => !isStep(line));
  const rest = message.length - again.message;
  return [
    ...message.slice(0, again.message),
    ...(rest > 0 ? [`… (${rest} more lines above)`] : []),
    ...(own.length > 0 ? own : steps).slice(0, again.stack),
  ]
    .map((line) => (line.length > again.line ? `${line.slice(0, again.line)}…` : line))
    .join('\n');
}

const indent = (text, by) => text.replace(/^(?=.)/gm, ' '.repeat(by));

export const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;
