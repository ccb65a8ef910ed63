import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { localDate } from '#libs/kernel';
import type { CourseRun } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { runIn, submittedOutput, type Trainee, traineeOf } from '../support/outputs.js';

describe('required outputs over HTTP', () => {
  let app: TestApp;
  let run: CourseRun;
  let slow: Trainee;
  let vn: Client;
  let trainee: Client;
  before(async () => {
    app = await startApp();
    run = await runIn(app, 'running', {
      requiredOutputs: [{ kind: 'practical_report', count: 2, per: 'group', dueOn: localDate('2026-03-10') }],
    });
    slow = await traineeOf(app, run, 'ສົມພອນ ວົງສາ');
    const other = await traineeOf(app, run, 'ບຸນມີ ແກ້ວ');
    await submittedOutput(app, other, run);
    vn = await app.as('vn_coordinator');
    trainee = await app.as('trainee', { personId: slow.person.id });
  });
  after(() => app?.close());

  it('say how far a run is to those who work on it, and to a trainee how they stand', async () => {
    const address = `/api/v1/runs/${run.id}/required-outputs`;
    const { body } = await vn.get(address);
    const [{ lacking, ...item }] = body.items;
    assert.deepEqual(item, {
      kind: 'practical_report',
      count: 2,
      per: 'group',
      dueOn: '2026-03-10',
      daysLeft: 8,
      outputs: { draft: 0, submitted: 1, accepted: 0, published: 0 },
      people: 2,
      whole: { done: 0, needed: 2, state: 'open' },
    });
    assert.deepEqual(
      lacking.map(({ fullName, submitted }: { fullName: string; submitted: number }) => `${fullName} ${submitted}`),
      ['ສົມພອນ ວົງສາ 0', 'ບຸນມີ ແກ້ວ 1'],
    );
    const own = (await trainee.get(address)).body.items[0];
    assert.deepEqual([own.people, own.whole, own.lacking.length, own.outputs.submitted], [1, null, 1, 0]);
  });

  it('stand on the run’s page in three languages, with names only for those who work on it', async () => {
    for (const language of ['lo', 'vi', 'en']) {
      for (const client of [vn, trainee]) {
        for (const path of [`/runs/${run.id}/outputs`, `/runs/${run.id}`, `/courses/${run.courseId}`, '/']) {
          const { status, html } = await client.page(`${path}?lang=${language}`);
          assert.equal(status, 200, path);
          assert.doesNotMatch(html, /required-outputs\.[a-z]/, path);
        }
      }
    }
    const path = `/runs/${run.id}/outputs`;
    assert.match((await vn.page(path)).html, /2 people have not submitted[\s\S]*ບຸນມີ ແກ້ວ/);
    const { html } = await trainee.page(path);
    assert.match(html, /You have not submitted it/);
    assert.doesNotMatch(html, /ບຸນມີ/);
    assert.match((await trainee.page('/')).html, /Submit the required output “Practical report”/);
  });

  it('are due on another day when VIOIT says so with a reason', async () => {
    const address = `/runs/${run.id}/due-dates`;
    const moved = { kind: 'practical_report', until: '2026-04-10', reason: 'Lũ lụt' };
    const refused = await vn.submit(address, { ...moved, until: '2026-03-01' });
    assert.equal(refused.status, 422);
    assert.match(refused.html, /value="2026-03-01"[\s\S]*Lũ lụt/);
    assert.equal((await vn.submit(address, { ...moved, reason: '' })).status, 422);
    assert.equal((await trainee.post(`/api/v1${address}`, moved)).status, 403);
    assert.equal((await vn.submit(address, moved)).status, 303);
    assert.equal((await vn.get(`/api/v1/runs/${run.id}`)).body.requiredOutputs[0].dueOn, '2026-04-10');
  });

  it('may be asked by a date or by days, not both, and of each kind once', async () => {
    const version = (await vn.get(`/api/v1/courses/${run.courseId}`)).body.version;
    const edit = (requiredOutputs: object[]) =>
      vn.patch(`/api/v1/courses/${run.courseId}`, { requiredOutputs }, { 'if-match': `"${version}"` });
    const faults = async (requiredOutputs: object[]) =>
      (await edit(requiredOutputs)).body.errors.map(
        ({ pointer, code }: Record<string, string>) => `${pointer} ${code}`,
      );
    assert.deepEqual(await faults([{ kind: 'model' }, { kind: 'model' }]), ['/requiredOutputs field.repeated']);
    assert.deepEqual(await faults([{ kind: 'model', count: 0 }]), ['/requiredOutputs/0/count field.too_small']);
    assert.deepEqual(await faults([{ kind: 'model', dueOn: '2026-04-01' }]), [
      '/requiredOutputs/0/dueOn field.unknown',
    ]);
    assert.equal((await edit([{ kind: 'model', per: 'person', dueDays: 7 }])).status, 200);
    const both = { requiredOutputs: [{ kind: 'model', dueOn: '2026-04-01', dueDays: 3 }] };
    const { body } = await vn.patch(`/api/v1/runs/${run.id}`, both, { 'if-match': '"1"' });
    assert.deepEqual(
      body.errors.map(({ code }: { code: string }) => code),
      ['run.due_twice'],
    );
  });
});
