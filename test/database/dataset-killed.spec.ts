import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it, mock } from 'node:test';
import { DatasetChecks, DatasetRows, DatasetTables, OutputsService, tableFields } from '#libs/outputs';
import { JobsService, Outbox, Storage } from '#libs/platform';
import { TestClock } from '../support/clock.js';
import { arrived, describedOutput, runIn, traineeOf } from '../support/outputs.js';
import { testConfiguration } from '../support/platform.js';
import { startProgramme } from '../support/programme.js';
import { filesOf, openOutputs } from '../support/row-checks.js';
import { en } from '../support/training.js';

const rows = 20_000;
const csv = `code,amount\n${Array.from({ length: rows }, (_, at) => `GA${at},${at}\n`).join('')}`;

describe('a programme that is killed while it checks a file of rows', () => {
  for (const [moment, leaves] of [
    ['begun', { stored: 1, arriving: 1 }],
    ['written', { stored: 2, arriving: 0 }],
  ] as const)
    it(`shows nothing, and all once when it comes up again, with nothing left over: ${moment}`, async () => {
      const { configuration, drop } = await testConfiguration();
      const clock = new TestClock();
      try {
        const house = await openOutputs(configuration, clock);
        const run = await runIn(house, 'running');
        const { actor } = await traineeOf(house, run, 'ສົມສະໄໝ ວົງສາ');
        const { id } = await house.get(OutputsService).draft(actor, run.id, describedOutput({ kind: 'dataset' }));
        const schema = { fields: [{ name: 'code' }, { name: 'amount', type: 'integer' }] };
        const fields = tableFields.parse({ name: 'gates', title: en('Gates'), schema });
        const { id: tableId } = await house.get(DatasetTables).declare(actor, id, fields);
        // Another process is to check it.
        mock.method(house.get(DatasetChecks), 'deliver', async () => undefined);
        const sender = { ...actor, accountId: id };
        const job = await house.get(DatasetRows).send(sender, id, tableId, await arrived(house, 'rows.csv', csv));
        await house.close();

        const { databaseUrl, dataDir, secretKey, identityKey, publicUrl } = configuration;
        const programme = startProgramme(['dist/test/support/killed-while-checking-rows.js', moment], {
          NODE_ENV: 'test',
          DATABASE_URL: databaseUrl,
          DATA_DIR: dataDir,
          SECRET_KEY: secretKey,
          IDENTITY_KEY: identityKey,
          PUBLIC_URL: publicUrl,
        });
        const [code, signal] = await once(programme.process, 'exit');
        assert.deepEqual([code, signal], [null, 'SIGKILL'], programme.output());
        const { stored, arriving } = await filesOf(configuration);
        assert.deepEqual({ stored: stored.length, arriving: arriving.length }, leaves);

        const again = await openOutputs(configuration, clock);
        const seen = () => again.get(DatasetTables).get(actor, id, tableId);
        const half = await seen();
        assert.deepEqual([half.status, half.rowsKey, half.rowCount], ['checking', null, null]);
        clock.advance(120_000);
        await again.get(DatasetChecks).deliver();
        await again.get(Outbox).deliver();
        const whole = await seen();
        assert.deepEqual([whole.status, whole.rowCount], ['stored', rows]);
        assert.equal((await again.get(JobsService).find(job.id))?.status, 'done');
        const left = { stored: [again.get(Storage).pathOf(whole.rowsKey!)], arriving: [] };
        assert.deepEqual(await filesOf(configuration), left);
        await again.close();
      } finally {
        await drop();
      }
    });
});
