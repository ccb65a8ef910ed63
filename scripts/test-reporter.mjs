// Tells scripts/test.mjs, over file descriptor 3, what happens in one test file: one JSON object per line,
// written at once, so that nothing told is lost when the process is killed.
import { writeSync } from 'node:fs';
import { inspect, stripVTControlCharacters } from 'node:util';

export default async function* report(events) {
  // Titles of the suites around the test being reported, outermost first.
  const path = [];
  for await (const { type, data } of events) {
    if (type === 'test:dequeue') tell({ running: data.name });
    else if (type === 'test:start') path.splice(data.nesting, path.length, data.name);
    else if (type === 'test:pass' || type === 'test:fail')
      result(type, data, [...path.slice(0, data.nesting), data.name]);
    else if (type === 'test:summary') tell({ finished: true });
  }
  yield '';
}

function result(type, data, path) {
  const { error, type: kind } = data.details;
  const name = path.join(' › ');
  if (data.skip !== undefined || data.todo !== undefined) {
    tell({ skipped: name, why: String(data.skip ?? data.todo) });
  } else if (kind === 'suite') {
    // A suite counts only for what is its own: a hook that failed, not the tests in it.
    if (type === 'test:fail' && error.failureType !== 'subtestsFailed') tell({ failed: name, why: explain(error) });
  } else if (type === 'test:pass') tell({ passed: name });
  // Subtests that failed have been told of already, and a parent's own assertion would say so.
  else if (error.failureType !== 'subtestsFailed') tell({ failed: name, why: explain(error), line: data.line });
}

function explain(error) {
  const cause = error.cause ?? error;
  return stripVTControlCharacters(describe(cause))
    .split('\n')
    .filter((line) => !/^\s+at .*\(?node:/.test(line))
    .join('\n')
    .trim();
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
