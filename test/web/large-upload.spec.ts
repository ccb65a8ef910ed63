import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { describedOutput, runIn, traineeOf } from '../support/outputs.js';

const megabyte = 1024 * 1024;
const limit = 20 * megabyte;
const twoGibibytes = 2048 * megabyte;

const boundary = 'a-large-file';
const head = Buffer.from(
  `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="x.csv"\r\ncontent-type: text/csv\r\n\r\nx\n`,
);
const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
const rows = Buffer.from('a line of some file that is far too long\n'.repeat(megabyte / 41).padEnd(megabyte, '\n'));

describe('a file of 2 GiB', () => {
  let app: TestApp;
  let trainee: Client;
  let address: URL;
  before(async () => {
    app = await startApp({ MAX_DATASET_MB: String(limit / megabyte) });
    await app.nest.listen(0, '127.0.0.1');
    const run = await runIn(app, 'running');
    const seated = await traineeOf(app, run, 'ສົມພອນ ວົງສາ');
    trainee = await app.as('trainee', { personId: seated.person.id });
    const draft = await trainee.post(`/api/v1/runs/${run.id}/outputs`, describedOutput({ kind: 'dataset' }));
    const output = `/api/v1/outputs/${draft.body.id}`;
    const table = { name: 'a', title: { lo: 'ກ', vi: '', en: '' }, schema: { fields: [{ name: 'x' }] } };
    const { body } = await trainee.post(`${output}/tables`, table);
    address = new URL(`${output}/tables/${body.id}/rows`, await app.nest.getUrl());
  });
  after(() => app?.close());

  const files = async () => {
    const { dataDir } = app.get<Configuration>(CONFIGURATION as never);
    const found = ['files', 'arriving'].map((name) =>
      readdir(join(dataDir, name), { recursive: true, withFileTypes: true }),
    );
    return (await Promise.all(found)).flat().filter((one) => one.isFile()).length;
  };

  /** Sends as fast as it is taken, until it is answered or cut off; the answer and the bytes that were on their way. */
  async function send(headers: Record<string, string>): Promise<{ answer: IncomingMessage | null; sent: number }> {
    const asked = request(address, {
      method: 'POST',
      agent: false,
      headers: {
        authorization: `Bearer ${trainee.bearer}`,
        'content-type': `multipart/form-data; boundary=${boundary}`,
        ...headers,
      },
    });
    let answer: IncomingMessage | null = null;
    asked.once('response', (given: IncomingMessage) => {
      answer = given;
    });
    let isOver = false;
    const over = Promise.race([once(asked, 'response'), once(asked, 'close')])
      .catch(() => undefined)
      .finally(() => {
        isOver = true;
      });
    let sent = 0;
    asked.write(head);
    while (sent < twoGibibytes && !isOver) {
      sent += rows.length;
      if (!asked.write(rows)) await Promise.race([once(asked, 'drain').catch(() => undefined), over]);
    }
    asked.end(tail);
    await over;
    asked.destroy();
    return { answer, sent };
  }

  const all = head.length + twoGibibytes + tail.length;
  for (const [how, headers] of [
    ['that says so', { 'content-length': String(all) }],
    ['that comes in pieces', { 'transfer-encoding': 'chunked' }],
  ] as const)
    it(`${how} is refused when its limit has passed, long before its end, and leaves nothing`, async () => {
      const before = await files();
      const memory = process.memoryUsage().rss;
      const { answer, sent } = await send(headers);
      assert.equal(answer?.statusCode, 413);
      assert.ok(sent < 10 * limit, `${sent / megabyte} MB were taken`);
      assert.ok(process.memoryUsage().rss - memory < 200 * megabyte, 'it was kept in memory');
      assert.equal(await files(), before);
    });
});
