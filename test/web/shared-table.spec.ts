import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { OutputReviewService } from '#libs/outputs';
import { startApp, type TestApp } from '../support/app.js';
import { acceptedOutput, laoCoordinator, runIn, traineeOf } from '../support/outputs.js';
import { storedTable } from '../support/row-files.js';
import { vnCoordinator } from '../support/training.js';

const columns = {
  gate: 'string',
  year: 'year',
  tonnes: 'number',
  trucks: 'integer',
  open: 'boolean',
  since: 'date',
} as const;
const gates = ['ແດນສະຫວັນ', 'ນ້ຳພາວ', '<b>Cầu Treo</b>'];

/** Thirty rows: of each gate ten years, in the last of which nothing was weighed. */
const rows = gates.flatMap((gate, index) =>
  Array.from({ length: 10 }, (_, year) => [
    gate,
    2015 + year,
    year === 9 ? null : (index + 1) * 10 + year,
    index * 10 + year,
    year % 2,
    `20${15 + year}-01-01`,
  ]),
);

describe('the page of a table', () => {
  let app: TestApp;
  let id: string;
  let hidden: string;

  before(async () => {
    app = await startApp();
    const run = await runIn(app, 'running');
    const trainee = await traineeOf(app, run, 'ສົມພອນ');
    const published = async (accessLevel: 'public' | 'restricted') => {
      const output = await acceptedOutput(app, trainee, run, { kind: 'dataset', accessLevel });
      await storedTable(app, output, 'gates', columns, rows);
      await app.get(OutputReviewService).approvePublication(laoCoordinator, output);
      await app.get(OutputReviewService).approvePublication(vnCoordinator, output);
      return output;
    };
    id = await published('public');
    hidden = await published('restricted');
  });
  after(() => app?.close());

  const page = async (query = '') => {
    const found = await app.public.page(`/shared-database/${id}/tables/gates?lang=en${query}`);
    return { ...found, html: found.html.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&') };
  };
  const bodyRows = (html: string) =>
    html.split('class="table-scroll"')[1]!.split('</div>')[0]!.match(/<tr>/g)!.length - 1;

  it('shows twenty rows, then the others, and leads to all of them as files', async () => {
    const { status, html } = await page();
    assert.equal(status, 200);
    assert.equal(bodyRows(html), 20);
    assert.match(html, /30 rows found/);
    const next = /<a href="([^"]+)" rel="next">/.exec(html)![1]!;
    const second = await app.public.page(next);
    assert.equal(bodyRows(second.html), 10);
    assert.doesNotMatch(second.html, /rel="next"/);
    for (const [, href] of html.matchAll(/<a href="(\/api\/[^"]+rows[^"]*)">/g))
      assert.equal((await app.public.get(href!)).status, 200, href);
  });

  it('takes a typed filter into its address and keeps it in every link', async () => {
    const added = await page('&column=gate&op=contains&value=ແດນ');
    assert.equal(added.status, 303);
    assert.equal(decodeURIComponent(added.location), `/shared-database/${id}/tables/gates?filter=gate:contains:ແດນ`);
    const { html } = await page(`&filter=${encodeURIComponent('gate:contains:ແດນ')}&filter=year:ge:2020`);
    assert.match(html, /5 rows found/);
    const links = [...html.matchAll(/href="([^"]*tables\/gates\?[^"]*sort=[^"]*)"/g)].map(([, href]) => href!);
    assert.ok(links.length >= 6);
    for (const href of links) assert.equal(new URLSearchParams(href.split('?')[1]).getAll('filter').length, 2, href);
    assert.match(html, /Take away: gate contains ແດນ/);
  });

  it('offers the values of a column that lists them in words, and keeps the choice', async () => {
    const { html } = await page('&filter=year:ge:2020');
    assert.match(html, /<option value="open:eq:true">yes<\/option>/);
    assert.doesNotMatch(html.split('id="filter-column"')[1]!.split('</select>')[0]!, /value="open"/);
    const chosen = await page('&filter=year:ge:2020&filter=open:eq:true&filter=');
    assert.equal(chosen.status, 303);
    const address = `/shared-database/${id}/tables/gates?filter=year:ge:2020&filter=open:eq:true`;
    assert.equal(decodeURIComponent(chosen.location), address);
    const { html: found } = await page('&filter=year:ge:2020&filter=open:eq:true');
    assert.match(found, /9 rows found/);
    assert.match(found, /<option value="open:eq:true" selected>yes/);
    assert.match(found, /Take away: open is yes/);
    // Another choice takes the place of this one, and keeps the typed filter.
    const [form = ''] = /<form[^>]*>(?:(?!<\/form>).)*id="choice-open"/s.exec(found) ?? [];
    assert.deepEqual(
      [...form.matchAll(/type="hidden" name="filter" value="([^"]+)"/g)].map(([, value]) => value),
      ['year:ge:2020'],
    );
  });

  it('says what is wrong with a filter and keeps what was typed', async () => {
    const { status, html } = await page('&column=year&op=contains&value=twenty');
    assert.equal(status, 200);
    assert.match(html, /This filter does not fit/);
    assert.match(html, /value="twenty"/);
    assert.match((await page('&filter=year:ge:soon')).html, /not a value of the column/);
    assert.equal((await page('&colour=red')).status, 422);
  });

  it('draws bars, a line and a histogram with the figures beside', async () => {
    const bars = (await page('&of=gate&measure=sum:tonnes')).html;
    assert.match(bars, /Sum of tonnes by gate/);
    assert.equal(bars.match(/<rect class="mark"/g)?.length, 3);
    assert.match(bars, /<td class="number">306<\/td>/);
    const line = (await page('&of=year&measure=mean:tonnes')).html;
    assert.equal(line.match(/<circle class="mark"/g)?.length, 9);
    assert.match(line, /<path class="mark stroke" d="M/);
    const spread = (await page('&of=trucks')).html;
    const counts = [
      ...spread
        .split('<tbody>')[1]!
        .split('</tbody>')[0]!
        .matchAll(/<td class="number">(\d+)</g),
    ];
    assert.equal(
      counts.reduce((sum, [, count]) => sum + Number(count), 0),
      30,
    );
    assert.match((await page('&of=gate&chart=histogram')).html, /<rect class="mark"/);
    const filtered = (await page('&of=trucks&filter=year:eq:2015')).html;
    assert.match(filtered, /Number of rows by trucks/);
  });

  it('chooses the chart that tells most when none is asked for', async () => {
    assert.match((await page()).html, /<figcaption>[^<]*mean[^<]*by gate/i);
  });

  it('tells of each column what is in it', async () => {
    const { html } = await page();
    const tonnes = html.split('<code class="code">tonnes</code>')[1]!.split('</tr>')[0]!;
    assert.match(tonnes, /class="number">27</);
    assert.match(tonnes, /class="number">3</);
    assert.match(tonnes, />38</);
  });

  it('lets nothing of the rows become markup, and speaks three languages', async () => {
    for (const lang of ['lo', 'vi', 'en']) {
      for (const query of ['', '&of=gate', '&of=year', '&of=tonnes', '&of=open', '&of=since']) {
        const { status, html } = await app.public.page(`/shared-database/${id}/tables/gates?lang=${lang}${query}`);
        assert.equal(status, 200);
        assert.ok(!html.includes('<b>Cầu'));
        assert.doesNotMatch(html, /(shared-output|outputs|errors)\.[a-zA-Z]+\./);
        assert.doesNotMatch(html, /NaN|undefined|\[object/);
      }
    }
  });

  it('is seen by those who see the output', async () => {
    assert.equal((await app.public.page(`/shared-database/${hidden}/tables/gates`)).status, 404);
    assert.equal((await (await app.as('auditor')).page(`/shared-database/${hidden}/tables/gates`)).status, 200);
    assert.equal((await app.public.page(`/shared-database/${id}/tables/other`)).status, 404);
    assert.match((await app.public.page(`/shared-database/${id}`)).html, /\/tables\/gates"/);
  });

  it('is described with its columns and where its rows are', async () => {
    const { body } = await app.public.get(`/api/v1/shared-database/outputs/${id}/datapackage.json`);
    const [table] = body.resources;
    assert.deepEqual([table.name, table.type, table.mediatype], ['gates', 'table', 'text/csv']);
    assert.deepEqual(
      table.schema.fields.map(({ name, type }: { name: string; type: string }) => [name, type]),
      Object.entries(columns),
    );
    const { status, raw } = await app.public.get(table.path.replace('http://localhost', ''));
    assert.equal(status, 200);
    assert.equal(raw.toString().trim().split('\r\n').length, 31);
  });
});
