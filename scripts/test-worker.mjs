// Runs test files one after another in one process, as scripts/test-files.mjs sends their names: the programme is loaded
// once, not once a file. Everything a file began must have ended before it counts as over: node:test waits for the event
// loop to run dry, and a file that leaves a server or a timer behind hangs here as it would in a process of its own.
// What happens is told over file descriptor 3, one JSON object a line, at once: nothing told is lost with the process.
import { writeSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { mock, run } from 'node:test';
import { inspect, stripVTControlCharacters } from 'node:util';

const environment = { ...process.env };

process.on('message', async ({ file }) => {
  if (!file) process.exit();
  // Waiting for the next name must not keep alive what has nothing left to do.
  process.channel.unref();
  await report(run({ files: [file], isolation: 'none' }), file);
  mock.reset();
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  process.channel.ref();
  tell({ over: true, bytes: process.memoryUsage.rss() });
});
process.on('disconnect', () => process.exit());
process.channel.ref();

async function report(events, file) {
  // Titles of the suites around the test being reported, outermost first.
  const path = [];
  const complaints = [];
  // Heard at the moment they happen: a test that ends the process, or never lets go of it, is still named.
  events.on('test:dequeue', ({ name }) => tell({ running: name }));
  events.on('test:start', ({ nesting, name }) => void path.splice(nesting, path.length, name));
  events.on('test:pass', (data) => {
    // A file without a test is a test that passes, to node:test.
    if (data.nesting === 0 && data.name === file) tell({ failed: file, why: 'holds no test.' });
    else result('test:pass', data, [...path.slice(0, data.nesting), data.name]);
  });
  events.on('test:fail', (data) => result('test:fail', data, [...path.slice(0, data.nesting), data.name]));
  events.on(
    'test:diagnostic',
    ({ nesting, message }) => nesting === 0 && /^Error/.test(message) && complaints.push(message),
  );
  events.on('test:summary', ({ success }) => tell({ finished: success, why: complaints.join('\n') }));
  await finished(events.resume());
}

function result(type, data, path) {
  const { error, type: kind } = data.details;
  const name = path.join(' › ');
  if (data.skip !== undefined || data.todo !== undefined) {
    tell({ skipped: name, why: String(data.skip ?? data.todo) });
  } else if (kind === 'suite') {
    // A suite counts only for what is its own: a hook that failed, not the tests in it.
    if (type === 'test:fail' && error.failureType !== 'subtestsFailed') tell({ failed: name, why: explain(data) });
  } else if (type === 'test:pass') tell({ passed: name });
  // Subtests that failed have been told of already, and a parent's own assertion would say so.
  else if (error.failureType !== 'subtestsFailed') tell({ failed: name, why: explain(data) });
}

function explain({ details: { error }, file, line }) {
  const cause = error.cause ?? error;
  const lines = stripVTControlCharacters(describe(cause))
    .split('\n')
    .filter((line) => !/^\s+at .*\(?node:/.test(line));
  // A test that took too long, say, was nowhere in particular.
  if (!lines.some((line) => /^\s+at /.test(line))) lines.push(`    at ${file}:${line}`);
  return lines.join('\n').trim();
}

function describe(cause) {
  if (typeof cause === 'string') return cause;
  if (cause?.code !== 'ERR_ASSERTION') return inspect(cause, { depth: 6, breakLength: 120 });
  // Its stack begins with the message and the two sides compared; the properties would say it all again.
  return cause.stack;
}

function tell(news) {
  writeSync(3, `${JSON.stringify(news)}\n`);
}
