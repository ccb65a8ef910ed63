import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Organisation } from '#libs/people';
import type { CourseRun } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { passportFile, pdf, photoFile, png } from '../support/documents.js';
import { openRun, somebody } from '../support/nominations.js';
import { organisation } from '../support/training.js';

const api = '/api/v1';

describe('dossiers over HTTP', () => {
  let app: TestApp;
  let run: CourseRun;
  let industry: Organisation;
  let nominator: Client;
  let stranger: Client;
  let lao: Client;
  let vn: Client;
  before(async () => {
    app = await startApp({ MAX_UPLOAD_MB: '1' });
    industry = await organisation(app, 'Industry');
    const transport = await organisation(app, 'Transport');
    run = await openRun(app, { requiredDocuments: ['passport', 'photo'] }, [industry.id, 20], [transport.id, 5]);
    nominator = await app.as('nominator', { organisationId: industry.id });
    stranger = await app.as('nominator', { organisationId: transport.id });
    lao = await app.as('lao_coordinator');
    vn = await app.as('vn_coordinator');
  });
  after(() => app.close());

  const passport = { kind: 'passport', validUntil: '2030-01-01' };
  const photo = { kind: 'photo', issuedOn: '2026-02-01' };
  const at = (id: string) => `${api}/nominations/${id}/documents`;
  const draft = async (name?: string): Promise<string> => {
    const { status, body } = await nominator.post(`${api}/runs/${run.id}/nominations`, { person: somebody(name) });
    assert.equal(status, 201, JSON.stringify(body));
    return body.id;
  };
  const uploaded = async (id: string, file = passportFile, fields: Record<string, string> = passport) => {
    const { status, body } = await nominator.upload(at(id), file, fields);
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  };
  const selected = async (id: string): Promise<string> => {
    for (const [who, noun] of [
      [nominator, 'submission'],
      [lao, 'selection'],
    ] as const) {
      const { status, body } = await who.post(
        `${api}/nominations/${id}/${noun}`,
        noun === 'selection' ? { reason: 'ok' } : {},
      );
      assert.equal(status, 200, JSON.stringify(body));
    }
    return id;
  };

  it('take a document, give it back as it came, and write down to whom', async () => {
    const id = await draft();
    const created = await nominator.upload(at(id), passportFile, passport);
    assert.equal(created.status, 201, JSON.stringify(created.body));
    const { body: document } = created;
    assert.equal(created.headers.location, `${at(id)}/${document.id}`);
    assert.equal(document.sha256, createHash('sha256').update(passportFile.content).digest('hex'));
    assert.deepEqual(
      [document.kind, document.mediaType, document.validUntil],
      ['passport', 'application/pdf', '2030-01-01'],
    );
    const { status, headers, raw } = await nominator.get(`${at(id)}/${document.id}`);
    assert.equal(status, 200);
    assert.ok(raw.equals(passportFile.content));
    assert.match(String(headers['content-disposition']), /^attachment; /);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.match(String(headers['content-security-policy']), /sandbox/);
    const { body: dossier } = await nominator.get(at(id));
    assert.deepEqual(dossier.missing, ['photo']);
    assert.deepEqual(
      dossier.openings.map((one: { party: string; way: string }) => [one.party, one.way]),
      [['organisation', 'download']],
    );
    assert.equal((await nominator.delete(`${at(id)}/${document.id}`)).status, 204);
    assert.equal((await nominator.get(`${at(id)}/${document.id}`)).status, 404);
  });

  it('are 404 to a foreign organisation, by any id', async () => {
    const id = await draft();
    const document = await uploaded(id);
    const { body: own } = await stranger.post(`${api}/runs/${run.id}/nominations`, { person: somebody() });
    for (const nomination of [id, own.id]) {
      const address = `${at(nomination)}/${document.id}`;
      assert.equal((await stranger.get(address)).status, 404);
      assert.equal((await stranger.delete(address)).status, 404);
      assert.equal((await stranger.page(`/nominations/${nomination}/documents/${document.id}`)).status, 404);
      assert.equal((await stranger.page(`/nominations/${nomination}/documents/${document.id}/preview`)).status, 404);
      assert.equal(
        (await stranger.submit(`/nominations/${nomination}/documents/${document.id}/removal`, {})).status,
        404,
      );
    }
    assert.equal((await stranger.get(at(id))).status, 404);
    assert.equal((await stranger.upload(at(id), passportFile, passport)).status, 404);
    assert.equal((await stranger.page(`/nominations/${id}/documents`)).status, 404);
    assert.equal((await nominator.get(`${at(id)}/not-an-id`)).status, 404);
    assert.equal((await nominator.get(at(id))).body.openings.length, 0);
  });

  it('know a file by its content alone', async () => {
    const id = await draft();
    const upload = async (content: Buffer | string, name: string, fields: Record<string, string> = passport) => {
      const { status, body } = await nominator.upload(at(id), { name, type: 'application/pdf', content }, fields);
      return [status, body.errors?.[0]?.code ?? body.mediaType];
    };
    const refused = [415, 'dossier.type_not_accepted'];
    assert.deepEqual(await upload('<html><script>alert(1)</script></html>', 'passport.pdf'), refused);
    assert.deepEqual(await upload('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', 'photo.png'), refused);
    assert.deepEqual(await upload(pdf(), 'photo.png', photo), refused);
    assert.deepEqual(await upload('MZ\0\0', 'cv.pdf', { kind: 'cv' }), refused);
    assert.deepEqual(await upload('', 'passport.pdf'), [422, 'file.empty']);
    const script = pdf('/OpenAction <</S /JavaScript /JS (app.launchURL("http://x"))>>');
    assert.deepEqual(await upload(script, 'passport.pdf'), [415, 'dossier.pdf_active']);
    assert.deepEqual(await upload(png(0, 6), 'photo.png', photo), [415, 'dossier.image_broken']);
    assert.deepEqual(await upload(png(), 'passport.pdf'), [201, 'image/png']);
    const { body } = await nominator.get(at(id));
    assert.deepEqual(
      body.documents.map((one: { name: string }) => one.name),
      ['passport.pdf.png'],
    );
  });

  it('serve what is two things at once as the one it was taken for', async () => {
    const id = await draft();
    const both = Buffer.concat([png(), Buffer.from('<html><script>alert(1)</script></html>')]);
    const document = await uploaded(id, { name: 'photo.html', type: 'text/html', content: both }, photo);
    assert.equal(document.name, 'photo.html.png');
    const { headers } = await nominator.page(`/nominations/${id}/documents/${document.id}/preview`);
    assert.equal(headers['content-type'], 'image/png');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /^default-src 'none'/);
    assert.match(policy, /frame-ancestors 'self'/);
    assert.doesNotMatch(policy, /script-src/);
  });

  it('ask for the date of the kind, and for a file within the limit', async () => {
    const id = await draft();
    const codes = async (fields: Record<string, string>, content = passportFile.content) => {
      const { status, body } = await nominator.upload(at(id), { ...passportFile, content }, fields);
      return [
        status,
        ...(body.errors ?? []).map((one: { pointer: string; code: string }) => `${one.pointer} ${one.code}`),
      ];
    };
    assert.deepEqual(await codes({ kind: 'passport' }), [422, '/validUntil field.required']);
    assert.deepEqual(await codes({ kind: 'health_paper', issuedOn: '2027-01-01' }), [
      422,
      '/issuedOn dossier.date_to_come',
    ]);
    assert.deepEqual(await codes({ kind: 'visa' }), [422, '/kind field.not_a_choice']);
    assert.deepEqual(await codes({ ...passport, colour: 'red' }), [422, '/colour field.unknown']);
    assert.deepEqual(await codes(passport, Buffer.alloc(1024 * 1024 + 1, 'a')), [413]);
    assert.deepEqual((await nominator.get(at(id))).body.documents, []);
  });

  it('answer the same key the same, and keep one document', async () => {
    const id = await draft();
    const key = { 'idempotency-key': `key-${id}` };
    const first = await nominator.upload(at(id), passportFile, passport, key);
    const again = await nominator.upload(at(id), passportFile, passport, key);
    assert.deepEqual([first.status, again.status, again.body.id], [201, 201, first.body.id]);
    assert.equal((await nominator.get(`${at(id)}/${first.body.id}`)).status, 200);
  });

  describe('on pages', () => {
    it('are filled without a script; a refused form keeps its date', async () => {
      const id = await draft();
      const address = `/nominations/${id}/documents`;
      const { html } = await nominator.page(`/nominations/${id}`);
      assert.match(html, /name="kind" value="passport"/);
      assert.match(html, /capture|accept="\.pdf,image\/jpeg,image\/png"/);
      const bad = await nominator.submitFile(address, { ...passportFile, content: 'no pdf' }, passport);
      assert.equal(bad.status, 415);
      assert.match(bad.html, /value="2030-01-01"/);
      assert.equal(bad.html.match(/aria-invalid="true"/g)?.length, 1);
      const big = await nominator.submitFile(
        address,
        { ...passportFile, content: Buffer.alloc(1024 * 1024 + 1) },
        passport,
      );
      assert.equal(big.status, 413);
      assert.match(big.html, /value="2030-01-01"/);
      const good = await nominator.submitFile(address, passportFile, passport);
      assert.deepEqual([good.status, good.location], [303, address]);
      const page = await nominator.page(address);
      const file = new RegExp(`href="${address}/([0-9a-f-]{36})"`).exec(page.html)?.[1];
      assert.ok(file, page.html);
      assert.equal((await nominator.page(`${address}/${file}`)).status, 200);
      assert.equal((await nominator.submit(`${address}/${file}/removal`, {})).status, 303);
    });

    it('lead VIOIT from one dossier to the next', async () => {
      const whole = await draft('ສົມຈິດ ຄົບຖ້ວນ');
      const document = await uploaded(whole);
      await uploaded(whole, photoFile, photo);
      const bare = await draft('ສົມສັກ ຂາດເອກະສານ');
      const last = await draft('ບຸນທັນ ຜູ້ຕໍ່ໄປ');
      for (const [index, id] of [whole, bare, last].entries()) {
        app.clock.set(`2026-03-02T05:0${index}:00Z`);
        await selected(id);
      }
      const filter = `runId=${run.id}`;
      const queue = await vn.page(`/dossiers?${filter}`);
      assert.ok(queue.html.indexOf('ສົມຈິດ') < queue.html.indexOf('ສົມສັກ'));
      const { body } = await vn.get(`${api}/dossiers?${filter}`);
      assert.deepEqual(
        body.items.map((one: { id: string; missing: string[] }) => [one.id, one.missing]),
        [
          [whole, []],
          [bare, ['passport', 'photo']],
          [last, ['passport', 'photo']],
        ],
      );
      const check = await vn.page(`/dossiers/${whole}?${filter}`);
      assert.match(check.html, new RegExp(`<iframe src="/nominations/${whole}/documents/${document.id}/preview"`));
      assert.match((await vn.page(`/dossiers/${whole}?document=photo`)).html, /<img src="\/nominations\//);
      const { html: listed } = await vn.page(`/runs/${run.id}/nominations`);
      assert.match(listed, new RegExp(`id="confirm-${bare}-why">The dossier is not complete`));
      assert.match(listed, new RegExp(`action="[^"]*/${whole}/confirmation"`));
      const refused = await vn.submit(`/dossiers/${bare}/confirmation?${filter}`, {});
      assert.equal(refused.status, 409);
      const confirmed = await vn.submit(`/dossiers/${whole}/confirmation?${filter}`, {});
      assert.deepEqual([confirmed.status, confirmed.location], [303, `/dossiers/${bare}?${filter}`]);
      const wordless = await vn.submit(`/dossiers/${bare}/return?${filter}`, {
        reasonCode: 'other',
        reason: '',
        until: '2026-03-06',
      });
      assert.equal(wordless.status, 422);
      const returned = await vn.submit(`/dossiers/${bare}/return?${filter}`, {
        reasonCode: 'missing_document',
        reason: '',
        until: '2026-03-06',
      });
      assert.deepEqual([returned.status, returned.location], [303, `/dossiers/${last}?${filter}`]);
      const seen = await nominator.page(`/nominations/${bare}?lang=vi`);
      assert.match(seen.html, /Thiếu giấy tờ/);
      assert.match((await nominator.page(`/nominations/${bare}?lang=lo`)).html, /ຂາດເອກະສານ/);
    });

    it('show the person who was given what', async () => {
      const id = await draft();
      const document = await uploaded(id);
      await selected(id);
      const { body } = await nominator.get(`${api}/nominations/${id}`);
      const person = await app.as('trainee', { personId: body.personId });
      await vn.page(`/nominations/${id}/documents/${document.id}/preview`);
      const { html } = await person.page(`/nominations/${id}?lang=en`);
      assert.match(html, /Passport copy: looked at/);
      assert.doesNotMatch(html, /name="kind"/);
      assert.equal((await person.upload(at(id), passportFile, passport)).status, 403);
      assert.equal((await person.get(`${at(id)}/${document.id}`)).status, 200);
    });

    it('stay shut to auditors and co-chairs, who read the nomination', async () => {
      const id = await draft();
      const document = await uploaded(id);
      await selected(id);
      for (const role of ['auditor', 'lao_co_chair'] as const) {
        const reader = await app.as(role);
        assert.equal((await reader.get(at(id))).status, 403);
        assert.equal((await reader.get(`${at(id)}/${document.id}`)).status, 403);
        const page = await reader.page(`/nominations/${id}`);
        assert.equal(page.status, 200);
        assert.doesNotMatch(page.html, /dossier-title/);
      }
    });
  });
});
