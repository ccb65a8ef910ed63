import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Database } from '#libs/platform';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { contents, describedOutput, fullMarks, lookedThrough, runIn, traineeOf } from '../support/outputs.js';

describe('an output with personal data in it', () => {
  let app: TestApp;
  let trainee: Client;
  let vn: Client;
  let lao: Client;
  let id: string;

  before(async () => {
    app = await startApp();
    app.clock.set('2026-03-09T02:00:00Z');
    const run = await runIn(app, 'running');
    const seated = await traineeOf(app, run, 'ຄຳຫຼ້າ ພົມມະ');
    trainee = await app.as('trainee', { personId: seated.person.id });
    vn = await app.as('vn_coordinator');
    lao = await app.as('lao_coordinator');
    const made = await trainee.post(
      `/api/v1/runs/${run.id}/outputs`,
      describedOutput({ content: contents.practical_report }),
    );
    id = made.body.id;
    await attach('ລາຍຊື່.csv', 'ຊື່,ເບີໂທ,ເພດ\nຄຳຫຼ້າ,020 5551 7010,ຍິງ\nສອນ,55517011,ຊາຍ\n');
    await attach('scan.pdf', '%PDF-1.4\n%%EOF\n');
  });

  after(() => app.close());

  const attach = (name: string, content: string) =>
    trainee.upload(`/api/v1/outputs/${id}/files`, { name, type: 'application/octet-stream', content });
  const hold = async (by = vn) => (await by.get(`/api/v1/outputs/${id}/hold`)).body;
  const held = async (by: Client): Promise<{ href: string; who: string }[]> =>
    (await by.get('/api/v1/me')).body.waiting.filter(({ href }: { href: string }) => href.endsWith('/hold'));
  const waiting = async (by: Client): Promise<string[]> =>
    (await by.get('/api/v1/me')).body.waiting.map(({ href }: { href: string }) => href);
  const approve = (by: Client) => by.post(`/api/v1/outputs/${id}/publication-approval`);
  const submit = async () => {
    assert.equal((await trainee.post(`/api/v1/outputs/${id}/submission`)).status, 200);
    await lookedThrough(app);
  };

  it('is accepted, but not approved for publication', async () => {
    await submit();
    assert.equal((await vn.post(`/api/v1/outputs/${id}/acceptance`, fullMarks)).status, 200);
    const refused = await approve(lao);
    assert.deepEqual([refused.status, refused.body.code, refused.body.args.state], [409, 'output.held', 'held']);
    assert.match((await vn.page(`/outputs/${id}`)).html, /Dữ liệu cá nhân|personal data/);
  });

  it('tells its authors and reviewers where, and nobody what', async () => {
    const { state, findings } = await hold(trainee);
    assert.equal(state, 'held');
    assert.deepEqual(
      findings.map(({ kind, place, count }: never) => [kind, place, count]),
      [
        ['phone', { source: 'file', name: 'ລາຍຊື່.csv', sheet: null, columns: ['ເບີໂທ'], row: 2 }, 2],
        ['unread', { source: 'file', name: 'scan.pdf', sheet: null, columns: [], row: null }, 1],
      ],
    );
    assert.equal(findings[0].sample, '•••••••••10');
    const kept = JSON.stringify(await app.get(Database).rows('SELECT * FROM output_finding'));
    const trail = JSON.stringify(await app.get(Database).rows('SELECT * FROM audit_event'));
    // Whole numbers and a group with its space: ids are hexadecimal and may well have 5551 in them.
    for (const raw of ['5551 ', '55517011', '020 5551 7010']) assert.ok(!kept.includes(raw) && !trail.includes(raw));
  });

  it('says so on a page in three languages, with the form for those who clear it', async () => {
    for (const [language, word] of [
      ['lo', 'ເບີໂທລະສັບ'],
      ['vi', 'Số điện thoại'],
      ['en', 'Telephone number'],
    ]) {
      const { status, html } = await vn.page(`/outputs/${id}/hold?lang=${language}`);
      assert.equal(status, 200);
      assert.ok(html.includes(word!) && html.includes('hold-clearance'), language);
    }
    assert.ok(!(await trainee.page(`/outputs/${id}/hold`)).html.includes('hold-clearance'));
  });

  it('waits on those who clear it, in three languages, and on nobody else', async () => {
    const waits = async (by: Client) => (await held(by)).map(({ href, who }) => [href, who]);
    for (const by of [lao, vn]) {
      assert.deepEqual(await waits(by), [[`/outputs/${id}/hold`, 'the authors']]);
      assert.ok(!(await waiting(by)).includes(`/outputs/${id}`), 'nor is it to be approved meanwhile');
    }
    for (const by of [trainee, await app.as('auditor')]) assert.deepEqual(await waits(by), []);
    for (const [language, word] of [
      ['lo', 'ຖືກຍັບຍັ້ງໄວ້ຍ້ອນຂໍ້ມູນສ່ວນບຸກຄົນ'],
      ['vi', 'đang bị giữ lại vì dữ liệu cá nhân'],
      ['en', 'it is held back for personal data'],
    ])
      assert.ok((await vn.page(`/?lang=${language}`)).html.includes(word!), language);
  });

  it('is cleared with a reason by a coordinator, and by nobody else', async () => {
    const clear = (by: Client, reason: string) => by.post(`/api/v1/outputs/${id}/hold-clearance`, { reason });
    assert.equal((await clear(trainee, 'ok')).status, 403);
    assert.equal((await clear(vn, ' ')).status, 422);
    const cleared = await clear(vn, 'Số máy của cơ quan, không phải của người');
    assert.deepEqual([cleared.status, cleared.body.state], [200, 'cleared']);
    assert.deepEqual(await waiting(lao), [`/outputs/${id}`]);
    assert.equal((await clear(vn, 'again')).body.code, 'output.nothing_to_clear');
    assert.equal((await vn.post(`/api/v1/outputs/${id}/hold-look`)).body.code, 'output.no_look_needed');
    assert.equal((await approve(lao)).status, 200);
  });

  it('is looked through again when it is submitted again: what was cleared before counts no more', async () => {
    assert.equal((await lao.post(`/api/v1/outputs/${id}/return`, { reason: 'ອີກເທື່ອ' })).status, 200);
    app.clock.set('2026-03-09T03:00:00Z');
    await submit();
    assert.equal((await hold()).state, 'held');
    await vn.post(`/api/v1/outputs/${id}/acceptance`, fullMarks);
    assert.equal((await vn.submit(`/outputs/${id}/hold-clearance`, { reason: '' })).status, 422);
    assert.equal((await vn.submit(`/outputs/${id}/hold-clearance`, { reason: 'Cơ quan' })).status, 303);
    assert.equal((await approve(lao)).body.status, 'accepted');
    assert.equal((await approve(vn)).body.status, 'published');
  });
});
