import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Organisation } from '#libs/people';
import { Spreadsheets } from '#libs/platform';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { NominatingFiles } from '../support/nominating-files.js';
import { openRun } from '../support/nominations.js';
import { organisation } from '../support/training.js';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const sheet = 'xl/worksheets/sheet1.xml';

/** The words a drop-down of the first sheet offers, in the order of the columns that have one. */
function offered(parts: Record<string, Uint8Array>): Map<string, string[]> {
  const lists = strFromU8(parts['xl/worksheets/sheet3.xml']!);
  const said = new Map(
    [...lists.matchAll(/<c r="([A-Z]+\d+)"[^>]*>.*?<t[^>]*>([^<]*)</g)].map(([, at, word]) => [at!, word!]),
  );
  const choices = strFromU8(parts[sheet]!).matchAll(
    /type="list"[^>]*sqref="([A-Z]+)2:[^>]*><formula1>'Lists'!\$([A-Z]+)\$1:\$[A-Z]+\$(\d+)</g,
  );
  return new Map(
    [...choices].map(([, column, list, last]) => [
      column!,
      Array.from({ length: Number(last) }, (_, at) => said.get(`${list}${at + 1}`)!),
    ]),
  );
}

/** The same workbook with these texts in its second row, as a spreadsheet program would leave it. */
function filled(template: Uint8Array, cells: Record<string, string>): Uint8Array {
  const parts = unzipSync(template);
  const xml = strFromU8(parts[sheet]!);
  const row = Object.entries(cells).map(([at, text]) => `<c r="${at}2" t="inlineStr"><is><t>${text}</t></is></c>`);
  assert.doesNotMatch(xml, /<row r="2"/);
  parts[sheet] = strToU8(xml.replace('</sheetData>', `<row r="2">${row.join('')}</row></sheetData>`));
  return zipSync(parts);
}

describe('the workbook to fill in', () => {
  let app: TestApp;
  let industry: Organisation;
  let nominator: Client;
  before(async () => {
    app = await startApp();
    industry = await organisation(app, 'Industry');
    nominator = await app.as('nominator', { organisationId: industry.id });
  });
  after(() => app?.close());

  for (const [language, list, name, first] of [
    ['lo', 'ບັນຊີ', 'ຊື່ ແລະ ນາມສະກຸນ', 'ສົມໃຈ ວົງສາ'],
    ['vi', 'Danh sách', 'Họ và tên', 'Nguyễn Thị Ánh'],
    ['en', 'List', 'Full name', 'Somchai Vongsa'],
  ] as const)
    it(`is had in ${language}, filled in by its own drop-downs, sent back and imported`, async () => {
      const run = await openRun(app, { capacity: 5 }, [industry.id, 2]);
      const reply = await nominator.get(`/api/v1/runs/${run.id}/nominations/import-template.xlsx`, {
        'accept-language': language,
      });
      assert.deepEqual([reply.status, reply.headers['content-type']], [200, xlsx]);
      assert.match(String(reply.headers['content-disposition']), new RegExp(`nominations-${language}\\.xlsx`));
      const { header, rows, sheetName } = await app.get(Spreadsheets).readTable(reply.raw);
      assert.deepEqual([sheetName, header[0], header.length, rows.length], [list, name, 15, 0]);

      const choices = offered(unzipSync(reply.raw));
      assert.deepEqual([...choices.keys()], ['C', 'E', 'H', 'K']);
      assert.deepEqual(
        [...choices.values()].map(({ length }) => length),
        [2, 2, 5, 11],
      );
      const chosen = [...choices].map(([column, words]): [string, string] => [column, words[0]!]);
      const files = new NominatingFiles(app, nominator);
      const cells: Record<string, string> = { A: first, D: '05/03/1990', ...Object.fromEntries(chosen) };
      const ordered = Object.fromEntries(Object.entries(cells).toSorted(([a], [b]) => (a < b ? -1 : 1)));
      const jobId = await files.check(run.id, filled(reply.raw, ordered));
      const found = await files.found(jobId, language);
      assert.deepEqual([found.state, found.fault, found.items[0]?.errors], ['checked', null, []]);
      assert.equal(found.counts.rows, 1);
      await files.import(jobId);
      const { items } = (await nominator.get(`/api/v1/runs/${run.id}/nominations`)).body;
      assert.deepEqual(
        items.map(({ fullName }: { fullName: string }) => fullName),
        [first],
      );
      const { body } = await nominator.get(`/api/v1/people/${items[0].personId}`);
      assert.equal(body.birthDate, '1990-03-05');
      assert.ok(body.traineeKind && body.sector && body.nationality);
    });

  it('is checked, and what was found is had as Excel and as CSV, in the language of the reader', async () => {
    const run = await openRun(app, { capacity: 5 }, [industry.id, 2]);
    const files = new NominatingFiles(app, nominator);
    const list = 'Full name;Sex;Date of birth;Position\n=HYPERLINK();female;05/03/1990;"an, officer"\n;x;31/02/1990;\n';
    const jobId = await files.check(run.id, Buffer.from(list), 'list.csv');
    const [, page] = /"id":"([^"]+)"/.exec(JSON.stringify(await files.found(jobId))) ?? [];
    for (const [language, head, wrong] of [
      ['lo', 'ແຖວ', /ນີ້ບໍ່ແມ່ນວັນທີ/],
      ['vi', 'Dòng', /không phải là ngày/],
      ['en', 'Row', /This is not a date/],
    ] as const) {
      const { status, headers, raw } = await nominator.get(`/api/v1/jobs/${jobId}/file.csv`, {
        'accept-language': language,
      });
      assert.deepEqual([status, headers['content-type']], [200, 'text/csv; charset=utf-8']);
      const text = raw.toString('utf8');
      const [first, second] = text.split('\r\n');
      assert.ok(first!.startsWith(`\uFEFF${head},Full name,Sex,Date of birth,Position,`), first);
      assert.ok(second!.startsWith('2,\'=HYPERLINK(),female,05/03/1990,"an, officer",'), second);
      assert.match(text, wrong);
      const workbook = await nominator.get(`/api/v1/jobs/${jobId}/file`, { 'accept-language': language });
      const { header, rows } = await app.get(Spreadsheets).readTable(workbook.raw);
      assert.deepEqual([header[0], rows.length], [head, 2]);
    }
    const address = `/runs/${run.id}/nominations/import/${page}`;
    assert.ok((await nominator.page(address)).html.includes(`${address}/report.csv`));
    assert.equal((await nominator.page(`${address}/report.csv`)).status, 200);
    const stranger = await app.as('nominator', { organisationId: industry.id });
    assert.equal((await stranger.get(`/api/v1/jobs/${jobId}/file.csv`)).status, 404);
    assert.equal((await stranger.page(`${address}/report.csv`)).status, 404);
  });
});
