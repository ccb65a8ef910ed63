import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { z } from 'zod';
import { localDate } from '#libs/kernel';
import { OutputReviewService, OutputsService } from '#libs/outputs';
import type { CourseRun } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import { faultsIn, ofType, type Resource, readLinkedData } from '../support/dcat.js';
import {
  contents,
  fullMarks,
  laoCoordinator,
  lookedThrough,
  publishedOutput,
  runIn,
  type Trainee,
  traineeOf,
} from '../support/outputs.js';
import { vnCoordinator } from '../support/training.js';

const dcat = 'http://www.w3.org/ns/dcat#';
const api = '/api/v1/shared-database';
const site = 'http://localhost';

/** Names and forms of Data Package 2 and Table Schema 2 (https://datapackage.org/standard); what is ours is named. */
const named = z.string().regex(/^[-a-z0-9._/]+$/);
const inAllLanguages = z.strictObject({ lo: z.string(), vi: z.string(), en: z.string() });
const resource = z.strictObject({
  name: named,
  path: z.url(),
  title: z.string().min(1),
  type: z.literal('table').optional(),
  profile: z.literal('tabular-data-resource').optional(),
  format: z.string().optional(),
  mediatype: z.string().regex(/^[a-z]+\/.+$/),
  encoding: z.string().optional(),
  bytes: z.number().int().optional(),
  hash: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .optional(),
  schema: z.unknown().optional(),
});
const dataPackage = z.strictObject({
  $schema: z.literal('https://datapackage.org/profiles/2.0/datapackage.json'),
  name: named,
  id: z.url(),
  title: z.string().min(1),
  description: z.string().min(1),
  homepage: z.url(),
  version: z.string(),
  created: z.iso.datetime(),
  keywords: z.array(z.string()).min(1),
  licenses: z
    .array(z.strictObject({ name: z.string().regex(/^[-a-zA-Z0-9._]+$/), path: z.url(), title: z.string() }))
    .min(1),
  contributors: z.array(z.strictObject({ title: z.string(), roles: z.array(z.string()) })).min(1),
  sources: z.array(z.strictObject({ title: z.string() })).optional(),
  resources: z.array(resource).min(1),
  /** Ours. */
  titles: inAllLanguages,
  descriptions: inAllLanguages,
});

describe('a published output', () => {
  let app: TestApp;
  let run: CourseRun;
  let trainee: Trainee;
  let id: string;
  const csv = 'ຊື່,tên\nກ,a\n';
  const sha256 = createHash('sha256').update(csv).digest('hex');

  before(async () => {
    app = await startApp();
    run = await runIn(app, 'running');
    trainee = await traineeOf(app, run, 'ສົມພອນ ວົງສາ');
    id = await publishedOutput(app, trainee, run, {
      kind: 'dataset',
      title: { lo: 'ເວລາຜ່ານດ່ານ', vi: 'Thời gian thông quan', en: '' },
      content: { ...contents.dataset, period: { from: localDate('2026-01-01'), to: null } },
    });
  });
  after(() => app?.close());

  it('says over the API what it says on its page', async () => {
    const { body } = await app.public.get(`${api}/outputs/${id}`);
    assert.deepEqual(body.content, { ...contents.dataset, period: { from: '2026-01-01', to: null } });
    assert.ok(body.enterprises.length > 0);
    const { html } = await app.public.page(`/shared-database/${id}?lang=vi`);
    for (const said of [body.enterprises[0], body.content.source.vi || body.content.source.lo])
      assert.ok(html.includes(said), said);
  });

  describe('in the words of DCAT', () => {
    const described = async () => (await app.public.get(`${api}/outputs/${id}/dcat.jsonld`)).body;

    it('keeps to what the profile asks for', async () => {
      const { status, headers } = await app.public.get(`${api}/outputs/${id}/dcat.jsonld`);
      assert.equal(status, 200);
      assert.match(String(headers['content-type']), /^application\/ld\+json/);
      const resources = readLinkedData(await described());
      assert.deepEqual(
        resources.flatMap((one) => faultsIn(one)),
        [],
      );
      const [dataset] = ofType(`${dcat}Dataset`, resources);
      assert.equal(dataset?.id, `${site}/shared-database/${id}`);
    });

    it('says where its files are, how long and of which bytes, under which licence', async () => {
      const addressOf = ({ values }: Resource) => {
        const [url] = values.get(`${dcat}downloadURL`) ?? [];
        return (url && 'id' in url && url.id) || '';
      };
      const all = ofType(`${dcat}Distribution`, readLinkedData(await described()));
      const file = all.find((one) => addressOf(one).includes('/files/'))!;
      const { status, raw } = await app.public.get(addressOf(file).replace(site, ''));
      assert.equal(status, 200);
      assert.equal(raw.toString(), csv);
      assert.deepEqual(file.values.get(`${dcat}byteSize`), [
        { value: raw.length, type: 'http://www.w3.org/2001/XMLSchema#nonNegativeInteger' },
      ]);
      const text = JSON.stringify(await described());
      assert.ok(text.includes(sha256));
      assert.ok(text.includes('https://creativecommons.org/licenses/by/4.0/'));
      assert.ok(text.includes('"2026-01-01"'));
      assert.ok(text.includes('LA-SV'));
    });

    it('without a licence says so, and a text that is missing is left out', async () => {
      const kept = await publishedOutput(app, trainee, run, { licence: 'all_rights_reserved' });
      const { body } = await app.public.get(`${api}/outputs/${kept}/dcat.jsonld`);
      assert.deepEqual(
        readLinkedData(body).flatMap((one) => faultsIn(one)),
        [],
      );
      assert.ok(!JSON.stringify(body).includes('dcterms:license'));
      assert.ok(JSON.stringify(body).includes('All rights reserved'));
      assert.ok(!JSON.stringify(body['dcterms:description']).includes('"en"'));
    });

    it('stands in the catalogue, which is read to its end page by page', async () => {
      const listed = (await app.public.get(`${api}/outputs`)).body;
      assert.ok(listed.total >= 2);
      const seen: (string | null)[] = [];
      let next: string | undefined = `${site}${api}/catalogue.jsonld?pageSize=1`;
      while (next) {
        const { status, body } = await app.public.get(next.replace(site, ''));
        assert.equal(status, 200);
        const resources = readLinkedData(body);
        assert.deepEqual(
          resources.flatMap((one) => faultsIn(one)),
          [],
        );
        seen.push(...ofType(`${dcat}Dataset`, resources).map((one) => one.id));
        const view = resources.find(({ types }) =>
          types.includes('http://www.w3.org/ns/hydra/core#PartialCollectionView'),
        );
        const [after] = view!.values.get('http://www.w3.org/ns/hydra/core#next') ?? [];
        next = after && 'id' in after ? (after.id ?? undefined) : undefined;
        assert.equal(view!.id?.includes('pageSize=1'), true);
      }
      const ids = listed.items.map((item: { id: string }) => `${site}/shared-database/${item.id}`);
      assert.deepEqual(seen.toSorted(), ids.toSorted());
      const { body } = await app.public.get(`${api}/catalogue.jsonld?kind=dataset`);
      assert.equal(ofType(`${dcat}Dataset`, readLinkedData(body)).length, 1);
      assert.equal((await app.public.get(`${api}/catalogue.jsonld?kind=poem`)).status, 422);
    });
  });

  describe('as a Data Package', () => {
    it('has the names of the standard, in the language asked for', async () => {
      const { status, body, headers } = await app.public.get(`${api}/outputs/${id}/datapackage.json`, {
        'accept-language': 'vi',
      });
      assert.equal(status, 200);
      assert.match(String(headers['content-type']), /^application\/json/);
      const read = dataPackage.parse(body);
      assert.equal(read.title, 'Thời gian thông quan');
      assert.equal(read.licenses[0]?.name, 'CC-BY-4.0');
      const file = read.resources.find(({ hash }) => hash === `sha256:${sha256}`);
      assert.equal((await app.public.get(file!.path.replace(site, ''))).raw.toString(), csv);
      const lao = await app.public.get(`${api}/outputs/${id}/datapackage.json`, { 'accept-language': 'lo' });
      assert.equal(dataPackage.parse(lao.body).title, 'ເວລາຜ່ານດ່ານ');
    });
  });

  describe('is cited', () => {
    it('in BibTeX with names in one piece', async () => {
      const { status, html, headers } = await app.public.page(`/shared-database/${id}/citation.bib?lang=vi`);
      assert.equal(status, 200);
      assert.match(String(headers['content-disposition']), /\.bib/);
      assert.match(html, /^@misc\{mittaphap-[-0-9a-f]+,\n {2}author = \{\{[^{}]+\}\},/);
      assert.ok(html.includes(`url = {${site}/shared-database/${id}}`));
      assert.ok(html.includes('title = {{Thời gian thông quan}}'));
    });

    it('in BibTeX and RIS so that nothing in a title breaks out', async () => {
      const odd = await publishedOutput(app, trainee, run, {
        title: { lo: 'ກ', vi: 'A} @evil{x, 50% & \\input{b}', en: '' },
      });
      const { html } = await app.public.page(`/shared-database/${odd}/citation.bib?lang=vi`);
      assert.equal(html.match(/@/g)?.length, 2, html);
      assert.ok(html.includes('50\\% \\&'));
      assert.equal(html.match(/\{/g)?.length, html.match(/\}/g)?.length);
      assert.doesNotMatch(html, /\\input/);
      const ris = (await app.public.page(`/shared-database/${odd}/citation.ris?lang=vi`)).html;
      for (const line of ris.split('\r\n').filter(Boolean)) assert.match(line, /^[A-Z][A-Z0-9] {2}- /);
      assert.match(ris, /^TY {2}- RPRT\r\n/);
      assert.match(ris, /ER {2}- \r\n$/);
    });
  });

  describe('as a page', () => {
    it('says where it belongs on a map, and the list is narrowed by one', async () => {
      for (const [language, province] of [
        ['lo', 'ສະຫວັນນະເຂດ'],
        ['vi', 'Savannakhet'],
        ['en', 'Savannakhet'],
      ] as const) {
        const { html } = await app.public.page(`/shared-database/${id}?lang=${language}`);
        assert.match(html, new RegExp(`<svg class="map"[^>]*aria-label="[^"]*${province}`));
        assert.match(html, /<path class="province chosen"/);
        assert.match(html, /<path class="point gate"/);
        assert.doesNotMatch(html, /(outputs|shared-output|shared-database|places)\.[a-z_A-Z]+\./);
      }
      const { html } = await app.public.page('/shared-database?kind=dataset&lang=en');
      const link = '<a href="/shared-database?kind=dataset&amp;province=LA-SV" aria-label="Savannakhet: 1 output">';
      assert.ok(html.replaceAll('&#x3D;', '=').includes(link));
      const chosen = (await app.public.page('/shared-database?province=LA-SV')).html;
      assert.match(chosen, /<details class="map-facet no-print" open>/);
      assert.match(chosen, /<a href="\/shared-database" aria-label="[^"]+" aria-current="true">/);
    });

    it('tells search engines what it is, and no title gets out of that', async () => {
      const odd = '</script><script>alert(1)</script> & <!--';
      const evil = await publishedOutput(app, trainee, run, { title: { lo: 'ກ', vi: odd, en: odd } });
      const { html } = await app.public.page(`/shared-database/${evil}?lang=en`);
      const [, data = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
      const read = JSON.parse(data);
      assert.deepEqual([read['@context'], read['@type'], read.name], ['https://schema.org', 'CreativeWork', odd]);
      assert.ok(!html.includes('<script>alert'));
      const dataset = (await app.public.page(`/shared-database/${id}`)).html;
      const told = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(dataset)![1]!);
      assert.deepEqual([told['@type'], told.temporalCoverage], ['Dataset', '2026-01-01/..']);
      const addresses = told.distribution.map((one: { contentUrl: string }) => one.contentUrl);
      assert.ok(addresses.some((one: string) => one.startsWith(`${site}${api}/outputs/${id}/files/`)));
      assert.match(dataset, /<link rel="alternate" type="application\/ld\+json" href="[^"]+dcat\.jsonld">/);
    });
  });

  it('has an address that leads to its newest version', async () => {
    const first = await publishedOutput(app, trainee, run);
    const address = `/shared-database/${first}/newest`;
    assert.equal((await app.public.page(address)).location, `/shared-database/${first}`);
    const { id: second } = await app.get(OutputsService).beginVersion(trainee.actor, first);
    assert.equal((await app.public.page(address)).location, `/shared-database/${first}`);
    await app.get(OutputsService).submit(trainee.actor, second);
    await lookedThrough(app);
    const review = app.get(OutputReviewService);
    await review.accept(vnCoordinator, second, fullMarks);
    await review.approvePublication(laoCoordinator, second);
    await review.approvePublication(vnCoordinator, second);
    assert.equal((await app.public.page(address)).location, `/shared-database/${second}`);
  });

  it('out of sight is described to nobody', async () => {
    const hidden = await publishedOutput(app, trainee, run, { accessLevel: 'restricted' });
    for (const path of [`${api}/outputs/${hidden}/dcat.jsonld`, `${api}/outputs/${hidden}/datapackage.json`])
      assert.equal((await app.public.get(path)).status, 404);
    for (const path of ['newest', 'citation.bib', 'citation.ris'])
      assert.equal((await app.public.page(`/shared-database/${hidden}/${path}`)).status, 404);
    const { body } = await app.public.get(`${api}/catalogue.jsonld?pageSize=200`);
    assert.ok(!JSON.stringify(body).includes(hidden));
    assert.equal((await (await app.as('auditor')).get(`${api}/outputs/${hidden}/dcat.jsonld`)).status, 200);
  });
});
