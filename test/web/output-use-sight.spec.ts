import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { OutputLooks, OutputReviewService, OutputsService } from '#libs/outputs';
import { startApp, type TestApp } from '../support/app.js';
import { fullMarks, laoCoordinator, publishedOutput, runIn, traineeOf } from '../support/outputs.js';
import { vnCoordinator } from '../support/training.js';

const shared = '/api/v1/shared-database/outputs';

describe('the uses of a restricted version', () => {
  let app: TestApp;
  let first: string;
  let second: string;

  before(async () => {
    app = await startApp();
    const run = await runIn(app, 'running');
    const { actor } = await traineeOf(app, run, 'ຄຳຫຼ້າ ພົມມະ');
    first = await publishedOutput(app, { actor }, run, { accessLevel: 'restricted' });
    const outputs = app.get(OutputsService);
    const { id, version } = await outputs.beginVersion(actor, first);
    second = id;
    await outputs.edit(actor, id, version, { accessLevel: 'public' });
    await outputs.submit(actor, id);
    await app.get(OutputLooks).deliver();
    const review = app.get(OutputReviewService);
    await review.accept(vnCoordinator, id, fullMarks);
    await review.approvePublication(laoCoordinator, id);
    await review.approvePublication(vnCoordinator, id);
  });
  after(() => app?.close());

  it('are not told to those who see the public one beside it alone', async () => {
    const lao = await app.as('lao_coordinator');
    for (const of of [first, second])
      assert.equal((await lao.post(`${shared}/${of}/uses`, { purpose: 'policy' })).status, 201);
    const seenBy = async (by: typeof lao) =>
      (await by.get(`${shared}/${second}/uses`)).body.items.map(({ outputId }: { outputId: string }) => outputId);
    assert.deepEqual(await seenBy(lao), [second, first]);
    assert.deepEqual(await seenBy(app.public), [second]);
  });
});
