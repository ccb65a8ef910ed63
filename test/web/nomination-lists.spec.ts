import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { operatorActor } from '#libs/kernel';
import { ListExports, nominationQuery } from '#libs/nominations';
import type { Organisation } from '#libs/people';
import { Database, Spreadsheets } from '#libs/platform';
import type { CourseRun } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { openRun, somebody } from '../support/nominations.js';
import { organisation } from '../support/training.js';

const api = '/api/v1';
const pdf = { name: 'letter.pdf', type: 'application/pdf', content: '%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n' };

describe('the list of an organisation', () => {
  let app: TestApp;
  let industry: Organisation;
  let department: Organisation;
  let run: CourseRun;
  let nominator: Client;
  let lao: Client;
  let vn: Client;
  before(async () => {
    app = await startApp();
    industry = await organisation(app, 'Industry');
    department = await organisation(app, 'Department', industry);
    nominator = await app.as('nominator', { organisationId: industry.id });
    lao = await app.as('lao_coordinator');
    vn = await app.as('vn_coordinator');
  });
  after(() => app.close());

  const begin = async (count: number, of = industry) => {
    run = await openRun(app, { capacity: 9 }, [industry.id, 9]);
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const body = { person: somebody(), organisationId: of.id };
      ids.push((await nominator.post(`${api}/runs/${run.id}/nominations`, body)).body.id);
    }
    return ids;
  };
  const list = (of = industry) => `${api}/runs/${run.id}/nomination-lists/${of.id}`;
  const write = (body: object, version: number, by = nominator) => by.put(list(), body, { 'if-match': `"${version}"` });
  const letter = { letterNumber: '12/ອຄ', letterDate: '2026-03-01' };
  const order = async () =>
    (await nominator.get(list())).body.nominations.map(({ id, rank }: { id: string; rank: number }) => [id, rank]);

  it('is there before anybody is on it, and shows people in their order', async () => {
    await begin(0);
    const empty = await nominator.get(list());
    assert.deepEqual([empty.status, empty.body.version, empty.body.people, empty.body.nominations], [200, 0, 0, []]);
    assert.equal((await lao.get(list())).status, 404);
    const [a, b, c] = await begin(3);
    const moved = await nominator.post(`${api}/nominations/${c}/placement`, { rank: 1 });
    assert.deepEqual([moved.status, moved.body.rank], [200, 1]);
    assert.deepEqual(await order(), [
      [c, 1],
      [a, 2],
      [b, 3],
    ]);
    for (const rank of [0, 1.5, 'x', null])
      assert.equal((await nominator.post(`${api}/nominations/${c}/placement`, { rank })).status, 422, String(rank));
  });

  it('takes the letter under its version: 428 without, 412 with a stale one', async () => {
    await begin(1);
    assert.equal((await nominator.put(list(), letter)).status, 428);
    const written = await write(letter, 0);
    assert.deepEqual([written.status, written.body.letterNumber, written.body.version], [200, '12/ອຄ', 1]);
    assert.equal(written.headers.etag, '"1"');
    assert.deepEqual(written.body.missing, ['scan']);
    assert.equal((await write(letter, 0)).status, 412);
    assert.equal((await write({ letterNumber: '', letterDate: '2026-02-30' }, 1)).status, 422);
    assert.equal((await write(letter, 1, vn)).status, 403);
  });

  it('keeps the scan of the letter by its content, for those who read the list', async () => {
    const [id] = await begin(1);
    const refused = await nominator.upload(`${list()}/letter`, { ...pdf, content: 'no PDF at all' });
    assert.deepEqual([refused.status, refused.body.errors[0].pointer], [415, '/file']);
    const sent = await nominator.upload(`${list()}/letter`, { ...pdf, name: 'scan.jpg' });
    assert.deepEqual([sent.status, sent.body.letterFile.name], [200, 'scan.jpg.pdf']);
    assert.equal(sent.body.letterFile.mediaType, 'application/pdf');
    const again = await nominator.upload(`${list()}/letter`, { ...pdf, content: `${pdf.content} ` });
    assert.notEqual(again.body.letterFile.sha256, sent.body.letterFile.sha256);
    const got = await nominator.get(`${list()}/letter`);
    assert.deepEqual([got.status, String(got.raw)], [200, `${pdf.content} `]);
    assert.equal((await lao.get(`${list()}/letter`)).status, 404);
    await nominator.post(`${api}/nominations/${id}/submission`);
    assert.equal((await lao.get(`${list()}/letter`)).status, 200);
    assert.equal((await vn.get(`${list()}/letter`)).status, 404);
  });

  it('is submitted as a whole with its letter, all or nobody', async () => {
    const ids = await begin(3);
    const refused = await nominator.post(`${list()}/submission`);
    const said = refused.body.errors.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`);
    assert.equal(refused.status, 422);
    assert.deepEqual(said, ['/letterNumber nomination.letter_required', '/letterDate nomination.letter_date_required']);
    await write(letter, 0);
    const submitted = await nominator.post(`${list()}/submission`);
    assert.deepEqual([submitted.status, submitted.body.counts], [200, { submitted: 3 }]);
    assert.equal(submitted.body.submittedAt, app.clock.now().toISOString());
    const one = (await lao.get(`${api}/nominations/${ids[0]}`)).body;
    assert.deepEqual([one.letterNumber, one.letterDate], [letter.letterNumber, letter.letterDate]);
    const [event] = await app
      .get(Database)
      .rows<{ details: string }>(
        "SELECT details FROM audit_event WHERE subject_id = ? AND action = 'nomination.submitted'",
        [ids[0]],
      );
    assert.equal(event!.details.split(letter.letterNumber).length, 2, 'the letter is written down once');
    const again = await nominator.post(`${list()}/submission`);
    assert.deepEqual([again.status, again.body.code], [409, 'nomination.nothing_to_submit']);
    const listed = await lao.get(`${api}/runs/${run.id}/nomination-lists`);
    assert.deepEqual(
      listed.body.items.map(({ organisationId, people }: Record<string, unknown>) => [organisationId, people]),
      [[industry.id, 3]],
    );
    // A single submission asks for no letter.
    const late = (await nominator.post(`${api}/runs/${run.id}/nominations`, { person: somebody() })).body.id;
    assert.equal((await nominator.post(`${api}/nominations/${late}/submission`)).status, 200);
  });

  it('is put in order and submitted on pages, without a script', async () => {
    const [a, b] = await begin(2);
    const tab = `/runs/${run.id}/nominations`;
    const page = await nominator.page(tab);
    assert.match(page.html, /<script type="module" src="\/assets\/browser\/nomination-list\.js\?v/);
    const moved = await nominator.submit(`${tab}/${b}/placement`, { rank: '2', step: 'up' });
    assert.equal(moved.status, 303, moved.html);
    assert.deepEqual(await order(), [
      [b, 1],
      [a, 2],
    ]);
    const refused = await nominator.submit(`${tab}/${b}/placement`, { rank: 'first' });
    assert.equal(refused.status, 422);
    const lists = `${tab}/lists/${industry.id}`;
    assert.match((await nominator.page(`${lists}/submission`)).html, /aria-disabled="true"/);
    assert.equal((await nominator.submit(`${lists}/submission`, {})).status, 422);
    const typed = await nominator.submit(`${lists}/letter`, {
      letterNumber: '7/ກສ',
      letterDate: '2026-13-01',
      version: '0',
    });
    assert.equal(typed.status, 422);
    assert.match(typed.html, /value="7\/ກສ"/);
    const saved = await nominator.submit(`${lists}/letter`, {
      letterNumber: '7/ກສ',
      letterDate: '2026-03-01',
      version: '0',
    });
    assert.equal(saved.status, 303, saved.html);
    assert.equal((await nominator.submitFile(`${lists}/scan`, pdf)).status, 303);
    assert.equal((await nominator.submit(`${lists}/submission`, {})).status, 303);
    assert.match((await lao.page(`${tab}?organisationId=${industry.id}`)).html, /7\/ກສ/);
  });

  it('of an organisation below is opened beside one’s own', async () => {
    await begin(1);
    const body = { person: somebody('ຄົນຂອງກົມ'), organisationId: department.id };
    await nominator.post(`${api}/runs/${run.id}/nominations`, body);
    const own = await nominator.page(`/runs/${run.id}/nominations`);
    assert.ok(!own.html.includes('ຄົນຂອງກົມ') && own.html.includes(department.id));
    const other = await nominator.page(`/runs/${run.id}/nominations?organisationId=${department.id}`);
    assert.ok(other.html.includes('ຄົນຂອງກົມ'));
  });

  it('is printed in three languages and had as a table, by those who may export', async () => {
    await begin(2);
    await write(letter, 0);
    for (const lang of ['lo', 'vi', 'en']) {
      const { status, headers, raw } = await nominator.get(`${list()}/document.pdf?lang=${lang}`);
      assert.deepEqual([status, headers['content-type']], [200, 'application/pdf']);
      assert.equal(raw.subarray(0, 5).toString(), '%PDF-');
    }
    assert.equal((await nominator.get(`${list()}/document.pdf?lang=fr`)).status, 422);
    const csv = await nominator.get(`${list()}/list.csv?lang=en`);
    assert.equal(csv.status, 200);
    const [head, first] = csv.raw.toString('utf8').split('\r\n');
    assert.match(head!, /^\uFEFFNo\.,Full name,.*Date of birth/);
    assert.match(first!, /^1,ສົມໃຈ/);
    const workbook = await nominator.get(`${list()}/list.xlsx`);
    assert.deepEqual([workbook.status, workbook.raw.subarray(0, 2).toString()], [200, 'PK']);
    const lists = `/runs/${run.id}/nominations/lists/${industry.id}`;
    for (const file of ['document.pdf?in=vi', 'list.xlsx', 'list.csv'])
      assert.equal((await nominator.page(`${lists}/${file}`)).status, 200, file);
    await nominator.post(`${list()}/submission`);
    const auditor = await app.as('auditor');
    const masked = (await auditor.get(`${list()}/list.csv?lang=en`)).raw.toString('utf8');
    assert.ok(masked.includes('ສົມໃຈ') && !masked.includes('Date of birth') && !masked.includes('Note'), masked);
  });

  it('is exported as it is shown, by the same filters', async () => {
    const [a] = await begin(3);
    await nominator.post(`${api}/nominations/${a}/submission`);
    const tab = `/runs/${run.id}/nominations`;
    const html = (await nominator.page(`${tab}?status=draft`)).html.replaceAll('&#x3D;', '=');
    assert.ok(html.includes(`${tab}.xlsx?status=draft`), 'the link keeps the filters');
    const rowsOf = async (query: string) => {
      const { bytes } = await app
        .get(ListExports)
        .ofRun(operatorActor, { ...nominationQuery.parse({ status: query || undefined }), runId: run.id }, 'en');
      return (await app.get(Spreadsheets).readTable(bytes)).rows.length;
    };
    assert.deepEqual([await rowsOf('draft'), await rowsOf('submitted'), await rowsOf('')], [2, 1, 3]);
    assert.equal((await nominator.page(`${tab}.xlsx?status=draft`)).status, 200);
    const asked = await nominator.get(`${api}${tab}.xlsx?status=draft`, { 'accept-language': 'vi' });
    assert.equal(asked.status, 200);
    const { header, rows } = await app.get(Spreadsheets).readTable(asked.raw);
    assert.deepEqual([header[1], rows.length], ['Họ và tên', 2]);
    assert.equal((await nominator.get(`${api}${tab}.xlsx?status=nowhere`)).status, 422);
  });

  it('leaves a trace of every file taken: whose, by which filter, how many', async () => {
    await begin(2);
    const trail = async () =>
      (
        await app
          .get(Database)
          .rows<{ account_id: string; details: string }>(
            "SELECT account_id, details FROM audit_event WHERE action = 'run.nominations_exported' AND subject_id = ? ORDER BY id",
            [run.id],
          )
      ).map(({ account_id: by, details }) => {
        assert.equal(by, nominator.accountId);
        const { format, language, filter, count } = JSON.parse(details);
        return [format, language, filter, count];
      });
    const tab = `${api}/runs/${run.id}/nominations`;
    for (const address of [`${list()}/document.pdf`, `${list()}/list.xlsx`, `${list()}/list.csv?lang=en`])
      assert.equal((await nominator.get(address)).status, 200);
    assert.equal((await nominator.get(`${tab}.xlsx?status=draft&q=P1234567`)).status, 200);
    const whole = await nominator.page(`/runs/${run.id}/nominations.xlsx?q=`);
    assert.equal(whole.status, 200);
    const ofIndustry = { organisationId: industry.id };
    assert.deepEqual(await trail(), [
      ['pdf', 'lo', ofIndustry, 2],
      ['xlsx', 'lo', ofIndustry, 2],
      ['csv', 'en', ofIndustry, 2],
      ['xlsx', 'en', { status: 'draft', q: 'P•••••••' }, 0],
      ['xlsx', 'en', {}, 2],
    ]);
    assert.equal((await vn.get(`${list()}/list.csv`)).status, 404);
    assert.equal((await trail()).length, 5, 'who is refused took nothing');
  });
});
