import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import { type CourseRun, SessionsService } from '#libs/training';
import { startApp, type TestApp, testPassword } from '../support/app.js';
import type { Client } from '../support/client.js';
import {
  describedOutput,
  fullMarks,
  fullMarksForm,
  lookedThrough,
  runIn,
  smallTable,
  type Trainee,
  traineeOf,
} from '../support/outputs.js';
import { organisation, person, requiring, sessionOn, vnCoordinator } from '../support/training.js';

const csv = { name: 'ຂໍ້ມູນ tỉnh.csv', type: 'text/csv', content: 'ຊື່,tên\nກ,a\n' };
const png = {
  name: 'ແຜນທີ່.png',
  type: 'image/png',
  content: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};

describe('outputs over HTTP', () => {
  const email = 'trainee@test.example';
  let app: TestApp;
  let run: CourseRun;
  let seated: Trainee;
  let trainee: Client;
  let instructor: Client;
  let lao: Client;
  let vn: Client;

  const draft = async (more = {}): Promise<string> => {
    const { status, body } = await trainee.post(`/api/v1/runs/${run.id}/outputs`, describedOutput(more));
    assert.equal(status, 201, JSON.stringify(body));
    return body.id;
  };
  const submitted = async (more = {}): Promise<string> => {
    const id = await draft(more);
    await trainee.upload(`/api/v1/outputs/${id}/files`, csv);
    const { status, body } = await trainee.post(`/api/v1/outputs/${id}/submission`);
    assert.equal(status, 200, JSON.stringify(body));
    return id;
  };
  const published = async (more = {}): Promise<string> => {
    const id = await submitted(more);
    await instructor.post(`/api/v1/outputs/${id}/acceptance`, fullMarks);
    await lookedThrough(app);
    await lao.post(`/api/v1/outputs/${id}/publication-approval`);
    const { body } = await vn.post(`/api/v1/outputs/${id}/publication-approval`);
    assert.equal(body.status, 'published', JSON.stringify(body));
    return id;
  };

  before(async () => {
    app = await startApp({ MAX_UPLOAD_MB: '1' });
    run = await runIn(app, 'running', { requiredOutputs: requiring('dataset', 'practical_report') });
    seated = await traineeOf(app, run, 'ສົມພອນ ວົງສາ');
    const lecturer = await person(app, 'Nguyễn Thị Hạnh');
    await app
      .get(SessionsService)
      .schedule(vnCoordinator, run.id, sessionOn('2026-03-10', { instructorIds: [lecturer.id] }));
    trainee = await app.as('trainee', { personId: seated.person.id, email });
    instructor = await app.as('instructor', { personId: lecturer.id });
    lao = await app.as('lao_coordinator');
    vn = await app.as('vn_coordinator');
  });
  after(() => app?.close());

  it('go from draft to the shared database', async () => {
    const created = await trainee.post(`/api/v1/runs/${run.id}/outputs`, describedOutput());
    assert.equal(created.status, 201);
    const { id, version } = created.body;
    assert.equal(created.headers.location, `/api/v1/outputs/${id}`);
    assert.equal(created.headers.etag, `"${version}"`);
    assert.deepEqual(
      created.body.authors.map(({ fullName }: { fullName: string }) => fullName),
      ['ສົມພອນ ວົງສາ'],
    );
    assert.equal((await trainee.patch(`/api/v1/outputs/${id}`, { sector: 'dairy' })).status, 428);
    assert.equal(
      (await trainee.patch(`/api/v1/outputs/${id}`, { sector: 'dairy' }, { 'if-match': '"9"' })).status,
      412,
    );
    const edited = await trainee.patch(`/api/v1/outputs/${id}`, { sector: 'dairy' }, { 'if-match': `"${version}"` });
    assert.equal(edited.body.sector, 'dairy');
    assert.equal(edited.body.title.vi, describedOutput().title.vi);
    const early = await trainee.post(`/api/v1/outputs/${id}/submission`);
    assert.equal(early.status, 409);
    assert.equal(early.body.code, 'output.incomplete');
    assert.deepEqual(
      early.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`),
      ['/files output.no_file'],
    );
    const file = await trainee.upload(`/api/v1/outputs/${id}/files`, csv);
    assert.equal(file.status, 201, JSON.stringify(file.body));
    assert.equal(file.headers.location, `/api/v1/outputs/${id}/files/${file.body.id}`);
    assert.equal(file.body.sha256, createHash('sha256').update(csv.content).digest('hex'));
    assert.equal((await trainee.post(`/api/v1/outputs/${id}/submission`)).body.status, 'submitted');
    const back = await instructor.post(`/api/v1/outputs/${id}/return`, { reason: 'Thiếu nguồn' });
    assert.equal(back.body.statusReason, 'Thiếu nguồn');
    await trainee.post(`/api/v1/outputs/${id}/submission`);
    assert.equal((await instructor.post(`/api/v1/outputs/${id}/acceptance`, fullMarks)).body.status, 'accepted');
    await lookedThrough(app);
    assert.equal((await lao.post(`/api/v1/outputs/${id}/publication-approval`)).body.status, 'accepted');
    assert.equal((await vn.post(`/api/v1/outputs/${id}/publication-approval`)).body.status, 'published');
    const shared = await app.public.get(`/api/v1/shared-database/outputs/${id}`);
    assert.equal(shared.status, 200);
    assert.equal(shared.body.year, 2026);
    const next = await trainee.post(`/api/v1/outputs/${id}/versions`);
    assert.equal(next.status, 201);
    assert.equal(next.body.versionNumber, 2);
    assert.equal((await lao.post(`/api/v1/outputs/${id}/withdrawal`, { reason: 'ຜິດ' })).body.status, 'withdrawn');
    assert.equal((await app.public.get(`/api/v1/shared-database/outputs/${id}`)).status, 410);
  });

  describe('a file', () => {
    it('is given back as it came, as a download under its Lao name', async () => {
      const id = await draft();
      const { body: file } = await trainee.upload(`/api/v1/outputs/${id}/files`, csv);
      const { status, headers, raw } = await trainee.get(`/api/v1/outputs/${id}/files/${file.id}`);
      assert.equal(status, 200);
      assert.equal(raw.toString(), csv.content);
      assert.equal(headers['content-type'], 'text/csv');
      assert.equal(Number(headers['content-length']), Buffer.byteLength(csv.content));
      assert.equal(headers['x-content-type-options'], 'nosniff');
      const disposition = String(headers['content-disposition']);
      assert.match(disposition, /^attachment; filename="/);
      assert.ok(disposition.includes(`filename*=UTF-8''${encodeURIComponent(csv.name)}`), disposition);
    });

    it('is known by its content, not by the type a browser claims', async () => {
      const id = await draft();
      const upload = async (file: typeof csv | typeof png) => {
        const { status, body } = await trainee.upload(`/api/v1/outputs/${id}/files`, file);
        return [status, body.code ?? body.mediaType];
      };
      assert.deepEqual(await upload({ ...png, type: 'text/html' }), [201, 'image/png']);
      assert.deepEqual(await upload({ ...png, name: 'report.pdf', type: 'application/pdf' }), [
        415,
        'file.content_contradicts_name',
      ]);
      assert.deepEqual(await upload({ ...csv, name: 'page.html' }), [415, 'file.type_not_accepted']);
      assert.deepEqual(await upload({ ...csv, name: 'setup.csv', content: 'MZ\0\0' }), [415, 'file.not_utf8_text']);
      assert.deepEqual(await upload({ ...csv, name: 'empty.csv', content: '' }), [422, 'file.empty']);
      assert.equal((await trainee.get(`/api/v1/outputs/${id}`)).body.files.length, 1);
    });

    it('over the limit is refused with 413 in the language of the caller, and nothing is kept', async () => {
      const id = await draft();
      const big = { ...csv, content: Buffer.alloc(1024 * 1024 + 1, 'a') };
      const { status, body } = await trainee.upload(`/api/v1/outputs/${id}/files`, big);
      assert.equal(status, 413);
      assert.equal(body.code, 'file.too_large');
      assert.equal((await trainee.get(`/api/v1/outputs/${id}`)).body.files.length, 0);
      const exact = { ...csv, content: Buffer.alloc(1024 * 1024, 'a') };
      assert.equal((await trainee.upload(`/api/v1/outputs/${id}/files`, exact)).status, 201);
    });

    it('that breaks off on its way leaves nothing behind', async () => {
      const id = await draft();
      await app.nest.listen(0, '127.0.0.1');
      const { port } = app.nest.getHttpServer().address() as AddressInfo;
      const { body: session } = await app.public.post('/api/v1/auth/session', { email, password: testPassword });
      const socket = connect(port, '127.0.0.1');
      socket.write(
        [
          `POST /api/v1/outputs/${id}/files HTTP/1.1`,
          'host: localhost',
          `authorization: Bearer ${session.accessToken}`,
          'content-type: multipart/form-data; boundary=b',
          'content-length: 500000',
          '',
          '--b',
          'content-disposition: form-data; name="file"; filename="rows.csv"',
          '',
          'a'.repeat(100_000),
        ].join('\r\n'),
      );
      const arriving = join(app.get<Configuration>(CONFIGURATION).dataDir, 'arriving');
      const waitFor = async (count: number) => {
        for (let round = 0; round < 200; round += 1) {
          if ((await readdir(arriving)).length === count) return;
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        assert.fail(`never ${count} arriving`);
      };
      await waitFor(1);
      socket.destroy();
      await waitFor(0);
      assert.equal((await trainee.get(`/api/v1/outputs/${id}`)).body.files.length, 0);
    });

    it('must be there, and multipart', async () => {
      const id = await draft();
      assert.equal((await trainee.post(`/api/v1/outputs/${id}/files`, { file: 'x' })).status, 415);
    });

    it('is removed from a draft and never from what is under review', async () => {
      const id = await submitted();
      const { body } = await trainee.get(`/api/v1/outputs/${id}`);
      const address = `/api/v1/outputs/${id}/files/${body.files[0].id}`;
      const refused = await trainee.delete(address);
      assert.deepEqual([refused.status, refused.body.code], [409, 'output.not_editable']);
      await vn.post(`/api/v1/outputs/${id}/return`, { reason: 'Đổi tệp' });
      assert.equal((await trainee.delete(address)).status, 204);
      assert.equal((await trainee.get(address)).status, 404);
    });
  });

  describe('bad input', () => {
    it('names each field, also in Vietnamese', async () => {
      const { status, body } = await trainee.post(
        `/api/v1/runs/${run.id}/outputs`,
        { ...describedOutput(), kind: 'poem', province: 'VN-HN', title: { lo: '', vi: '', en: '' }, colour: 'red' },
        { 'accept-language': 'vi' },
      );
      assert.equal(status, 422);
      assert.deepEqual(body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted(), [
        '/colour',
        '/kind',
        '/province',
        '/title',
      ]);
      assert.match(body.title, /[ăâđêôơư]/u);
    });

    it('of a filter is refused', async () => {
      assert.equal((await app.public.get('/api/v1/shared-database/outputs?kind=poem')).status, 422);
      assert.equal((await app.public.get('/api/v1/shared-database/outputs?colour=red')).status, 422);
      assert.equal((await app.public.get('/api/v1/shared-database/outputs.csv?sort=colour')).status, 422);
    });
  });

  describe('out of sight', () => {
    it('is 404, not allowed 403, not signed in 401', async () => {
      const id = await draft();
      const other = await traineeOf(app, run, 'ບົວຄຳ');
      const stranger = await app.as('trainee', { personId: other.person.id });
      const teacher = await app.as('instructor', { personId: (await person(app, 'Trần Văn Nam')).id });
      const nominator = await app.as('nominator', { organisationId: (await organisation(app, 'MOIC')).id });
      const status = async (client: Client, path: string) => (await client.get(path)).status;
      assert.equal(await status(app.public, `/api/v1/outputs/${id}`), 401);
      assert.equal(await status(stranger, `/api/v1/outputs/${id}`), 404);
      assert.equal(await status(teacher, `/api/v1/outputs/${id}`), 404);
      assert.equal(await status(nominator, `/api/v1/outputs/${id}`), 403);
      assert.equal(await status(await app.as('consumer'), `/api/v1/outputs/${id}`), 403);
      assert.equal(await status(await app.as('admin'), '/api/v1/outputs'), 403);
      assert.equal(await status(await app.as('auditor'), `/api/v1/outputs/${id}`), 200);
      assert.equal((await stranger.upload(`/api/v1/outputs/${id}/files`, csv)).status, 404);
      assert.equal((await stranger.post(`/api/v1/outputs/${id}/submission`)).status, 404);
      assert.equal((await trainee.post(`/api/v1/outputs/${id}/acceptance`, fullMarks)).status, 403);
      assert.equal(await status(stranger, `/api/v1/runs/${run.id}/outputs`), 200);
      assert.equal((await stranger.get(`/api/v1/runs/${run.id}/outputs`)).body.total, 0);
      assert.equal(await status(trainee, `/api/v1/runs/${run.id}/output-waivers`), 403);
    });
  });

  describe('the shared database', () => {
    it('is for each as far as their access level goes', async () => {
      const id = await published({ accessLevel: 'partners' });
      const secret = await published({ accessLevel: 'restricted' });
      const path = (one: string) => `/api/v1/shared-database/outputs/${one}`;
      const consumer = await app.as('consumer');
      const file = (await consumer.get(path(id))).body.files[0].id;
      assert.equal((await app.public.get(path(id))).status, 404);
      assert.equal((await app.public.get(`${path(id)}/files/${file}`)).status, 404);
      assert.equal((await app.public.page(`/shared-database/${id}`)).status, 404);
      assert.equal((await consumer.get(`${path(id)}/files/${file}`)).status, 200);
      assert.equal((await consumer.get(path(secret))).status, 404);
      assert.equal((await (await app.as('vn_co_chair')).get(path(secret))).status, 200);
      assert.equal((await (await app.as('admin')).get(path(id))).status, 404);
    });

    it('is searched in three languages', async () => {
      const id = await published({ title: { lo: 'ນ້ຳປະປາ', vi: 'Nước sạch Đức Trọng', en: 'Drinking water' } });
      for (const words of ['ນໍ້າປະປາ', 'nuoc sach', 'ĐỨC', 'drinking']) {
        const { body } = await app.public.get(`/api/v1/shared-database/outputs?q=${encodeURIComponent(words)}`);
        assert.deepEqual(
          body.items.map((item: { id: string }) => item.id),
          [id],
          words,
        );
        assert.equal(body.total, 1);
      }
    });

    it('is downloaded as CSV that Excel reads and no formula survives in', async () => {
      const id = await published({
        title: { lo: 'ຂໍ້ມູນ, "ລາຄາ"', vi: '=HYPERLINK("http://x")', en: '+1' },
        summary: { lo: 'ໜຶ່ງ', vi: 'một\nhai', en: '' },
        sector: 'electronics',
      });
      const { status, headers, raw } = await app.public.get('/api/v1/shared-database/outputs.csv?sector=electronics');
      assert.equal(status, 200);
      assert.match(String(headers['content-type']), /^text\/csv; charset=utf-8/);
      const text = raw.toString();
      assert.equal(text.charCodeAt(0), 0xfeff);
      const [head, row] = text.slice(1).split('\r\n');
      assert.ok(head?.startsWith('id,kind,title_lo,title_vi,title_en'));
      assert.ok(row?.startsWith(`${id},practical_report,"ຂໍ້ມູນ, ""ລາຄາ""","'=HYPERLINK(""http://x"")",'+1,`), row);
      assert.ok(row?.includes(`http://localhost/shared-database/${id}`));
      const same = await app.public.get('/api/v1/shared-database/outputs?sector=electronics', { accept: 'text/csv' });
      assert.equal(same.raw.toString(), text);
      const none = await app.public.get('/api/v1/shared-database/outputs.csv?zone=amata');
      assert.equal(none.raw.toString().slice(1), `${head}\r\n`);
    });

    it('is a page for anyone, in three languages', async () => {
      const id = await published();
      for (const language of ['lo', 'vi', 'en'] as const) {
        const list = await app.public.page(`/shared-database?lang=${language}`);
        assert.equal(list.status, 200);
        assert.ok(list.html.includes(describedOutput().title[language]), list.html);
        const { status, html } = await app.public.page(`/shared-database/${id}?lang=${language}`);
        assert.equal(status, 200);
        assert.ok(html.includes('ສົມພອນ ວົງສາ'));
        assert.doesNotMatch(html, /(outputs|shared-database|places|errors)\.[a-zA-Z]+\./);
      }
      const file = /href="(\/shared-database\/[^"]+\/files\/[^"]+)"/.exec(
        (await app.public.page(`/shared-database/${id}`)).html,
      )?.[1];
      const download = await app.public.page(file ?? '');
      assert.equal(download.html, csv.content);
      assert.match(String(download.headers['content-disposition']), /^attachment/);
      assert.equal((await app.public.page('/shared-database?q=nothing-of-the-kind')).status, 200);
      assert.equal((await app.public.page('/shared-database/not-an-id')).status, 404);
    });
  });

  describe('pages', () => {
    const form = {
      kind: 'dataset',
      'title.lo': 'ຂໍ້ມູນດິນ',
      'title.vi': 'Dữ liệu đất',
      'title.en': '',
      'summary.lo': 'ຕົວເລກ',
      'summary.vi': 'Số đo',
      'summary.en': '',
      sector: 'agro_processing',
      province: 'LA-CH',
      zone: '',
      gate: '',
      enterprises: 'ບໍລິສັດ ກາເຟ\n\nCông ty Cao su ',
      criteria: ['needs', 'market'],
      licence: 'odc_by',
      accessLevel: 'public',
    };
    const source = { 'content.kind': 'dataset', 'content.source.vi': 'Sở Công Thương', 'content.period.from': '' };

    it('take an output from its form to publication without JavaScript', async () => {
      assert.equal((await trainee.page(`/runs/${run.id}/outputs`)).status, 200);
      assert.equal((await trainee.page(`/runs/${run.id}/outputs/new`)).status, 200);
      const made = await trainee.submit(`/runs/${run.id}/outputs/new`, form);
      assert.equal(made.status, 303, made.html);
      assert.match(made.location, /^\/outputs\/[0-9a-f-]{36}\/edit\/content$/);
      const address = made.location.replace('/edit/content', '');
      const saved = await trainee.submit(made.location, { ...source, version: '1' });
      assert.equal(saved.location, `${address}/edit/authors`, saved.html);
      const { html: check } = await trainee.page(`${address}/edit/check`);
      assert.match(check, /href="[^"]*\/edit\/files#output-tables">Add at least one table/);
      const grey = await trainee.page(address);
      assert.match(grey.html, /aria-disabled="true"[^>]*>Submit for review/);
      const wrong = await trainee.submitFile(`${address}/files`, { ...csv, name: 'page.html' });
      assert.equal(wrong.status, 415);
      assert.match(wrong.html, /href="#upload-file"/);
      const added = await trainee.submitFile(`${address}/files`, csv);
      assert.equal(added.location, `${address}/edit/files`);
      // A file stands for no table.
      assert.equal((await trainee.submit(`${address}/submission`, {})).status, 409);
      await smallTable(app, address.split('/')[2]!);
      assert.equal((await trainee.submit(`${address}/submission`, {})).status, 303);
      assert.equal((await trainee.page(`${address}/edit/content`)).headers.location, address);
      const { body } = await trainee.get(`/api/v1${address}`);
      assert.deepEqual(
        [body.enterprises, body.criteria, body.licence, body.gate, body.content.source.vi, body.content.period],
        [
          ['ບໍລິສັດ ກາເຟ', 'Công ty Cao su'],
          ['needs', 'market'],
          'odc_by',
          null,
          'Sở Công Thương',
          { from: null, to: null },
        ],
      );
      assert.equal((await instructor.submit(`${address}/return`, { reason: '' })).status, 422);
      assert.equal((await instructor.submit(`${address}/acceptance`, fullMarksForm)).status, 303);
      await lookedThrough(app);
      assert.equal((await lao.submit(`${address}/publication-approval`, {})).status, 303);
      const again = await lao.submit(`${address}/publication-approval`, {});
      assert.equal(again.status, 409);
      assert.equal((await vn.submit(`${address}/publication-approval`, {})).status, 303);
      const { html } = await vn.page(address);
      assert.match(html, /\/shared-database\//);
    });

    it('keep what was typed when a form is refused', async () => {
      const refused = await trainee.submit(`/runs/${run.id}/outputs/new`, {
        ...form,
        sector: '',
        'title.vi': 'Đất & nước',
      });
      assert.equal(refused.status, 422);
      assert.match(refused.html, /value="Đất &amp; nước"/);
      assert.match(refused.html, /href="#output-sector"/);
    });

    it('edit under a version', async () => {
      const id = await draft();
      const fields = { ...form, kind: 'practical_report', version: '1', button: 'stay' };
      const about = `/outputs/${id}/edit/about`;
      assert.match((await trainee.page(about)).html, /ບໍລິສັດ ສະຫວັນ ໂລຈິສຕິກ/);
      assert.equal((await trainee.submit(about, fields)).location, about);
      assert.equal((await trainee.submit(about, fields)).status, 412);
      const other = await trainee.submit(about, { ...fields, kind: 'model', version: '2' });
      assert.equal(other.status, 409);
      assert.match(other.html, /What is written belongs to another kind/);
      const many = await trainee.submit(about, { ...fields, enterprises: 'a\n'.repeat(21), version: '2' });
      assert.equal(many.status, 422);
      assert.match(many.html, /href="#output-enterprises"[^>]*>Enterprises concerned: At most 20 names/);
    });

    it('add, move and remove rows of a model before it is saved, and lose nothing of it', async () => {
      const id = await draft({ kind: 'model', content: null });
      const address = `/outputs/${id}/edit/content`;
      const typed = {
        'content.kind': 'model',
        version: '1',
        'content.purpose.lo': 'ຫຼຸດເວລາ',
        'content.steps.0.title.vi': 'Kiểm tra <chung>',
        'content.steps.0.description.vi': 'Một lần',
        'content.indicators.0.name.vi': '',
        'content.indicators.0.target': '30',
      };
      const one = await trainee.submit(address, { ...typed, button: 'add.steps' });
      assert.equal(one.status, 200);
      assert.match(one.html, /name="content.steps.1.title.vi"/);
      assert.match(one.html, /value="Kiểm tra &lt;chung&gt;"/);
      assert.match(one.html, />\nຫຼຸດເວລາ<|value="ຫຼຸດເວລາ"/);
      assert.doesNotMatch(one.html, /error-summary/);
      const two = { ...typed, 'content.steps.1.title.vi': 'Cân xe' };
      const moved = await trainee.submit(address, { ...two, button: 'up.steps.1' });
      assert.match(moved.html, /name="content.steps.0.title.vi"[^>]*value="Cân xe"/);
      const fewer = await trainee.submit(address, { ...two, button: 'remove.steps.0' });
      assert.match(fewer.html, /name="content.steps.0.title.vi"[^>]*value="Cân xe"/);
      assert.doesNotMatch(fewer.html, /content.steps.1/);
      const nameless = await trainee.submit(address, two);
      assert.equal(nameless.status, 422);
      assert.match(nameless.html, /href="#output-content.indicators.0.name"/);
      const comma = {
        ...two,
        'content.indicators.0.name.vi': 'Thời gian chờ',
        'content.indicators.0.measured': '24,5',
      };
      assert.equal((await trainee.submit(address, comma)).location, `/outputs/${id}/edit/authors`);
      const { body } = await trainee.get(`/api/v1/outputs/${id}`);
      assert.deepEqual(
        body.content.steps.map(({ title }: { title: { vi: string } }) => title.vi),
        ['Kiểm tra <chung>', 'Cân xe'],
      );
      assert.deepEqual([body.content.indicators[0].target, body.content.indicators[0].measured], [30, 24.5]);
      const { html } = await trainee.page(`/outputs/${id}`);
      assert.match(html, /82%/);
      const again = await trainee.patch(`/api/v1/outputs/${id}`, { content: body.content }, { 'if-match': '"2"' });
      assert.deepEqual([again.status, again.body.content], [200, body.content]);
    });

    it('waive a required output by both sides', async () => {
      const address = `/runs/${run.id}/output-waivers`;
      const waiver = { kind: 'dataset', reason: 'Không có số liệu' };
      const own = await runIn(app, 'completed', { requiredOutputs: requiring('dataset') });
      assert.match((await vn.page(`/runs/${own.id}/outputs`)).html, /name="reason"/);
      const ownAddress = address.replace(run.id, own.id);
      assert.equal((await vn.submit(ownAddress, { ...waiver, reason: ' ' })).status, 422);
      assert.equal((await vn.submit(ownAddress, waiver)).status, 303);
      assert.equal((await vn.submit(ownAddress, waiver)).status, 409);
      assert.equal((await lao.submit(ownAddress, waiver)).status, 303);
      const { body } = await lao.get(`/api/v1${ownAddress}`);
      assert.equal(body.items[0].waivers.length, 2);
      assert.doesNotMatch((await lao.page(`/runs/${own.id}/outputs`)).html, /name="reason"/);
    });

    it('speak Lao, Vietnamese and English to everyone', async () => {
      const id = await submitted();
      for (const client of [trainee, instructor, lao, vn]) {
        for (const path of ['/outputs', `/outputs/${id}`, `/runs/${run.id}/outputs`]) {
          for (const language of ['lo', 'vi', 'en']) {
            const { status, html } = await client.page(`${path}?lang=${language}`);
            assert.equal(status, 200, path);
            assert.doesNotMatch(html, /(outputs|shared-database|places|errors)\.[a-z_A-Z]+\./, path);
          }
        }
      }
    });
  });
});
