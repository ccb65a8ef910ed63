import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { QueryFailedError } from 'typeorm';
import { ActivityLogger } from './logging.js';

/** What the logger writes while `act` runs. */
function written(act: (log: ActivityLogger) => void): string {
  const lines: string[] = [];
  const keep = (chunk: unknown) => lines.push(String(chunk)) > 0;
  const streams = [mock.method(process.stdout, 'write', keep), mock.method(process.stderr, 'write', keep)];
  try {
    act(new ActivityLogger('info'));
  } finally {
    for (const stream of streams) stream.mock.restore();
  }
  return lines.join('');
}

describe('the log', () => {
  for (const level of ['error', 'warn'] as const)
    it(`tells of a failed statement without its values (${level})`, () => {
      const driver = Object.assign(new Error("Duplicate entry 'P1234567' for key 'uq_person_identity'"), {
        code: 'ER_DUP_ENTRY',
        sql: "INSERT INTO person (identity) VALUES ('P1234567')",
        sqlMessage: "Duplicate entry 'P1234567' for key",
      });
      const fault = new QueryFailedError('INSERT INTO person (identity) VALUES (?)', ['P1234567'], driver);
      const lines = written((log) => log[level](fault));
      assert.match(lines, /INSERT INTO person \(identity\) VALUES \(\?\)/);
      assert.match(lines, /uq_person_identity/);
      assert.match(lines, /ER_DUP_ENTRY/);
      assert.match(lines, /logging\.spec/);
      assert.doesNotMatch(lines, /P1234567/);
    });
});
