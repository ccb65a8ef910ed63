import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { OutputReviewService } from '#libs/outputs';
import { Spreadsheets } from '#libs/platform';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { acceptedOutput, laoCoordinator, runIn, type Trainee, traineeOf } from '../support/outputs.js';
import { storedTable } from '../support/row-files.js';
import { vnCoordinator } from '../support/training.js';

const columns = {
  name: 'string',
  province: 'string',
  year: 'year',
  amount: 'number',
  open: 'boolean',
  since: 'date',
} as const;

const ports = [
  ['ດ່ານສາກົນ ແດນສະຫວັນ', 'LA-SV', 2024, 120.5, 1, '1991-05-01'],
  ['ດ່ານສາກົນ ນ້ຳພາວ', 'LA-BL', 2024, 80, 1, '1990-01-31'],
  ['=HYPERLINK("http://x")', 'LA-SV', 2023, -5, 0, null],
  ['Đà Nẵng', null, 2023, null, null, '2001-12-31'],
  ['+856 20', 'LA-VT', null, 1, 1, '2020-02-29'],
];

describe('the rows of a data set', () => {
  let app: TestApp;
  let run: Awaited<ReturnType<typeof runIn>>;
  let trainee: Trainee;
  let author: Client;
  let id: string;
  let tableId: string;
  let at: string;

  /** Ready to be published, with a table `gates` of these rows. */
  const accepted = async (accessLevel: 'public' | 'partners', rows: Iterable<readonly (string | number | null)[]>) => {
    const outputId = await acceptedOutput(app, trainee, run, { accessLevel });
    tableId = await storedTable(app, outputId, 'gates', columns, rows);
    return outputId;
  };

  before(async () => {
    app = await startApp();
    run = await runIn(app, 'running');
    trainee = await traineeOf(app, run, 'ສົມພອນ');
    author = await app.as('trainee', { personId: trainee.person.id });
    id = await accepted('public', ports);
    at = `/api/v1/shared-database/outputs/${id}`;
  });
  after(() => app?.close());

  const publish = async () => {
    const review = app.get(OutputReviewService);
    await review.approvePublication(laoCoordinator, id);
    await review.approvePublication(vnCoordinator, id);
  };
  const get = async (path: string) => {
    const { status, body } = await app.public.get(`${at}/${path}`);
    assert.equal(status, 200, `${path}: ${JSON.stringify(body)}`);
    return body;
  };
  const refusal = async (path: string) => {
    const { status, body } = await app.public.get(`${at}/${path}`);
    return [
      status,
      body.code,
      ...(body.errors ?? []).map((one: { pointer: string; code: string }) => `${one.pointer} ${one.code}`),
    ];
  };
  const names = async (query: string) =>
    (await get(`rows?columns=name&${query}`)).items.map((row: { name: string }) => row.name);
  const q = encodeURIComponent;

  it('are looked at by those who read the output before it is published, and nobody else', async () => {
    const address = `/api/v1/outputs/${id}/tables/${tableId}/rows`;
    const { status, body } = await author.get(address);
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body.rowCount, 5);
    assert.equal(
      (
        await (
          await app.as('trainee', { personId: trainee.person.id })
        ).get(`${address}?filter=year:eq:2024&total=true`)
      ).body.total,
      2,
    );
    assert.equal((await (await app.as('consumer')).get(address)).status, 403);
    assert.deepEqual(await refusal('rows'), [404, 'not_found']);
    assert.deepEqual(await refusal('tables'), [404, 'not_found']);
    await publish();
    assert.equal((await app.public.get(`${at}/rows`)).status, 200);
  });

  it('come typed, with the columns asked for', async () => {
    const { items, columns: told, rowCount, next } = await get('rows');
    assert.deepEqual(items[0], {
      name: 'ດ່ານສາກົນ ແດນສະຫວັນ',
      province: 'LA-SV',
      year: 2024,
      amount: 120.5,
      open: true,
      since: '1991-05-01',
    });
    assert.deepEqual([items[3].open, items[3].province, items[2].open], [null, null, false]);
    assert.deepEqual([rowCount, next, told.length], [5, undefined, 6]);
    assert.deepEqual((await get('rows?columns=year,name&pageSize=1')).items, [
      { year: 2024, name: 'ດ່ານສາກົນ ແດນສະຫວັນ' },
    ]);
    assert.deepEqual(
      (await get('tables')).items.map((one: { name: string; rowCount: number }) => [one.name, one.rowCount]),
      [['gates', 5]],
    );
    assert.equal((await get('rows?table=gates')).rowCount, 5);
    assert.deepEqual(await refusal('rows?table=none'), [404, 'not_found']);
  });

  it('are found by typed filters, Lao words inside a phrase too', async () => {
    assert.deepEqual(await names(`filter=name:contains:${q('ສະຫວັນ')}`), ['ດ່ານສາກົນ ແດນສະຫວັນ']);
    assert.deepEqual(await names('filter=name:eq:da%20nang'), ['Đà Nẵng']);
    assert.deepEqual(await names('filter=year:ge:2023&filter=amount:lt:100'), [
      'ດ່ານສາກົນ ນ້ຳພາວ',
      '=HYPERLINK("http://x")',
    ]);
    assert.deepEqual(await names('filter=province:in:LA-VT,LA-BL'), ['ດ່ານສາກົນ ນ້ຳພາວ', '+856 20']);
    assert.deepEqual(await names('filter=province:missing'), ['Đà Nẵng']);
    assert.deepEqual(await names('filter=open:eq:false'), ['=HYPERLINK("http://x")']);
    assert.equal((await get('rows?filter=since:le:2001-12-31&total=true')).total, 3);
  });

  it('are sorted, what is missing last, and paged by a cursor', async () => {
    for (const [sort, expected] of [
      ['amount', [-5, 1, 80, 120.5, null]],
      ['-amount', [120.5, 80, 1, -5, null]],
    ] as const) {
      const found: unknown[] = [];
      let after = '';
      do {
        const page = await get(`rows?sort=${sort}&pageSize=2${after}`);
        found.push(...page.items.map((row: { amount: number }) => row.amount));
        after = page.next ? `&after=${page.next}` : '';
      } while (after);
      assert.deepEqual(found, expected);
    }
  });

  it('are refused with a pointer to what is wrong', async () => {
    assert.deepEqual(await refusal('rows?filter=year:eq:x&filter=no:eq:1&sort=none&columns=name,zzz'), [
      422,
      'invalid',
      '/filter/0 rows.filter_value',
      '/filter/1 rows.no_column',
      '/columns rows.no_column',
      '/sort rows.no_column',
    ]);
    assert.deepEqual(await refusal('rows?after=x'), [400, 'list.cursor_malformed']);
    assert.equal((await refusal('rows?pageSize=100000'))[0], 422);
    assert.equal((await refusal('rows?unknown=1'))[0], 422);
    assert.equal((await refusal(`rows?${'filter=year:eq:1&'.repeat(30)}`))[0], 422);
    assert.equal((await refusal(`rows?filter=name:contains:${'a'.repeat(3000)}`))[0], 422);
    assert.equal((await refusal('aggregate?by=name&measure=sum:name'))[0], 422);
  });

  it('never answer a fault of ours, whatever is asked', async () => {
    const word = fc.oneof(
      fc.constantFrom(
        "';--",
        'name',
        'year',
        'c0',
        'n',
        '"row"',
        '1) OR (1=1',
        '\u0000',
        '%',
        '..',
        'eq',
        'in',
        '2024',
      ),
      fc.string({ maxLength: 12 }),
    );
    const query = fc.array(
      fc.tuple(
        fc.constantFrom('filter', 'sort', 'columns', 'after', 'table', 'by', 'measure', 'pageSize'),
        fc.array(word, { maxLength: 4 }),
      ),
      { maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('rows', 'aggregate', 'rows.csv'), query, async (what, given) => {
        const text = given.map(([name, words]) => `${name}=${q(words.join(':').toWellFormed())}`).join('&');
        const { status, body } = await app.public.get(`${at}/${what}?${text}`);
        assert.ok([200, 400, 404, 422].includes(status), `${what}?${text}: ${status} ${JSON.stringify(body)}`);
      }),
      { numRuns: 250 },
    );
    assert.equal((await get('rows')).items.length, 5);
  });

  it('are added up by columns', async () => {
    const { items } = await get(
      'aggregate?by=province&measure=count&measure=sum:amount&measure=max:since&sort=-sum:amount',
    );
    assert.deepEqual(items, [
      { by: { province: 'LA-SV' }, measures: { count: 2, 'sum:amount': 115.5, 'max:since': '1991-05-01' } },
      { by: { province: 'LA-BL' }, measures: { count: 1, 'sum:amount': 80, 'max:since': '1990-01-31' } },
      { by: { province: 'LA-VT' }, measures: { count: 1, 'sum:amount': 1, 'max:since': '2020-02-29' } },
      { by: { province: null }, measures: { count: 1, 'sum:amount': null, 'max:since': '2001-12-31' } },
    ]);
    assert.deepEqual((await get('aggregate')).items, [{ by: {}, measures: { count: 5 } }]);
    assert.deepEqual(
      (await get('aggregate?by=year,open&filter=year:present')).items.map((one: { by: object }) => one.by),
      [
        { year: 2023, open: false },
        { year: 2023, open: null },
        { year: 2024, open: true },
      ],
    );
  });

  it('say of each column what is in it', async () => {
    const { items } = await get('statistics');
    const amount = items.find((one: { name: string }) => one.name === 'amount');
    assert.deepEqual(
      [amount.count, amount.missing, amount.minimum, amount.maximum, amount.mean],
      [4, 1, -5, 120.5, 49.125],
    );
    const open = items.find((one: { name: string }) => one.name === 'open');
    assert.deepEqual(open.frequent, [
      { value: true, count: 3 },
      { value: false, count: 1 },
    ]);
  });

  it('are downloaded as CSV that no spreadsheet runs', async () => {
    const { status, raw, headers } = await app.public.get(`${at}/rows.csv?sort=name&columns=name,amount,open`);
    assert.equal(status, 200);
    assert.match(String(headers['content-disposition']), /attachment; filename="gates.csv"/);
    const lines = raw.toString().replace('\ufeff', '').trimEnd().split('\r\n');
    assert.equal(lines[0], 'name,amount,open');
    assert.ok(lines.includes(`"'=HYPERLINK(""http://x"")",-5,false`), lines.join('\n'));
    assert.ok(lines.includes("'+856 20,1,true"));
    assert.equal(lines.length, 6);
  });

  it('are downloaded as a workbook, in which text is text', async () => {
    const { status, raw } = await app.public.get(`${at}/rows.xlsx`);
    assert.equal(status, 200);
    const table = await app.get(Spreadsheets).readTable(raw);
    assert.deepEqual(table.header, Object.keys(columns));
    assert.equal(table.rows[2]?.cells[0], '=HYPERLINK("http://x")');
    assert.deepEqual(table.rows[0]?.cells[5], { date: '1991-05-01' });
    assert.equal(table.rows[2]?.cells[3], -5);
  });

  it('are not sent again to whoever has them', async () => {
    for (const path of ['rows?filter=year:eq:2024', 'rows.csv', 'rows.xlsx', 'aggregate?by=year', 'statistics']) {
      const first = await app.public.get(`${at}/${path}`);
      const etag = String(first.headers.etag);
      assert.match(etag, /^"[\w-]{43}"$/);
      assert.equal(first.headers['cache-control'], 'private, no-cache');
      const again = await app.public.get(`${at}/${path}`, { 'if-none-match': `W/${etag}` });
      assert.deepEqual([again.status, again.raw.length], [304, 0], path);
      const other = await app.public.get(`${at}/${path}${path.includes('?') ? '&' : '?'}table=gates`, {
        'if-none-match': etag,
      });
      assert.equal(other.status, 200);
    }
    const refused = await app.public.get(`${at}/rows?sort=nothing`);
    assert.deepEqual([refused.status, refused.headers.etag], [422, undefined]);
  });

  it('are out of sight, though their tag is known, for whom the output is', async () => {
    id = await accepted('partners', ports);
    await publish();
    const partners = `/api/v1/shared-database/outputs/${id}/rows`;
    const consumer = await app.as('consumer');
    const etag = String((await consumer.get(partners)).headers.etag);
    assert.equal((await app.public.get(partners, { 'if-none-match': etag })).status, 404);
    const { key } = (await consumer.post('/api/v1/consumer-keys', { name: 'p', scopes: ['rows'] })).body;
    const by = { authorization: `Bearer ${key}` };
    assert.equal((await app.public.get(partners, by)).status, 200);
    assert.equal(
      (await app.public.get(`/api/v1/shared-database/outputs/${id}`, by)).body.code,
      'consumer_key.out_of_scope',
    );
    const keys = (await consumer.get('/api/v1/consumer-keys')).body.items;
    await app.public.get(`${partners}.csv`, by);
    const { items } = (await consumer.get(`/api/v1/consumer-keys/${keys[0].id}/usage`)).body;
    assert.deepEqual(items, [{ day: '2026-03-02', scope: 'rows', requests: 2, rows: 10 }]);
  });
});
