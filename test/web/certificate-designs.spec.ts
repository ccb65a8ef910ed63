import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import { SpecimensService } from '#libs/certificates';
import { Database, Outbox, UnitOfWork } from '#libs/platform';
import { aDecision, aHeldRun } from '../support/a-held-run.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { copiedText } from '../support/pdf-tools.js';
import { actorOf } from '../support/training.js';

const api = '/api/v1/certificate-designs';

let app: TestApp;
let vn: Client;
let chair: Client;
let standard: { id: string; activeVersion: { id: string; number: number } };
before(async () => {
  app = await startApp();
  vn = await app.as('vn_coordinator');
  chair = await app.as('vn_co_chair');
});
after(() => app.close());

const chunk = (type: string, content: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** A black picture that says where it was taken. */
function png(width: number, height: number, pixels = Buffer.alloc((width * 3 + 1) * height)): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from('Comment\0taken at home')),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const draft = async (designId = standard.id) => (await vn.post(`${api}/${designId}/versions`, {})).body;
const edit = (version: { designId: string; id: string; version: number }, changes: object) =>
  vn.patch(`${api}/${version.designId}/versions/${version.id}`, changes, { 'if-match': `"${version.version}"` });
const step = (who: Client, version: { designId: string; id: string }, noun: string, body: object = {}) =>
  who.post(`${api}/${version.designId}/versions/${version.id}/${noun}`, body);
const remove = (version: { designId: string; id: string; version: number }) =>
  vn.delete(`${api}/${version.designId}/versions/${version.id}`, { 'if-match': `"${version.version}"` });

describe('designs of certificates', () => {
  it('are shipped as version 1, in force', async () => {
    const { body } = await vn.get(api);
    assert.deepEqual(
      body.items.map((one: { code: string; kind: string; activeVersion: { number: number } }) => [
        one.code,
        one.kind,
        one.activeVersion.number,
      ]),
      [
        ['attestation', 'giay_chung_nhan', 1],
        ['standard', 'chung_chi', 1],
        ['trilingual', 'chung_chi', 1],
      ],
    );
    standard = body.items[1];
    const { body: version } = await vn.get(`${api}/${standard.id}/versions/${standard.activeVersion.id}`);
    assert.deepEqual([version.isShipped, version.authors, version.texts.vi.blocks.lead], [true, [], 'Chứng nhận']);
  });

  it('are drafted one version at a time', async () => {
    const first = await draft();
    assert.deepEqual([first.number, first.status], [2, 'draft']);
    const second = await vn.post(`${api}/${standard.id}/versions`, {});
    assert.deepEqual([second.status, second.body.code], [409, 'certificate_design.draft_exists']);
    assert.equal((await remove(first)).status, 204);
  });

  it('are drafted once by several who begin at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => vn.post(`${api}/${standard.id}/versions`, {})));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409]);
    for (const { status, body } of answers)
      assert.equal(status === 409 && body.code, status === 409 && 'certificate_design.draft_exists');
    assert.equal((await remove(answers.find(({ status }) => status === 201)!.body)).status, 204);
  });

  it('refuse texts that could not be printed, each beside its field', async () => {
    const version = await draft();
    const refused: [text: string, code: string, args: object][] = [
      ['{{identityNumber}}', 'unknown_placeholder', { name: 'identityNumber' }],
      ['{{constructor}}', 'unknown_placeholder', { name: 'constructor' }],
      ['{{#each title}}x{{/each}}', 'unknown_placeholder', { name: '#each title' }],
      ['{{> other}}', 'unknown_placeholder', { name: '> other' }],
      ['{{lookup title 0}}', 'unknown_placeholder', { name: 'lookup title 0' }],
      ['{{__proto__}}', 'unknown_placeholder', { name: '__proto__' }],
      ['{{{title}}}', 'stray_braces', { braces: '{}' }],
      ['{{verificationUrl}}'.repeat(26), 'repeated_placeholder', { name: 'verificationUrl' }],
      ['{{title}} – {{ title }}', 'repeated_placeholder', { name: 'title' }],
      ['證書 {{title}}', 'missing_glyphs', { letters: '證 書' }],
    ];
    for (const [text, code, args] of refused) {
      const { status, body } = await edit(version, { texts: { vi: { blocks: { title: text } } } });
      assert.equal(status, 422, text);
      const [error] = body.errors;
      assert.deepEqual([error.pointer, error.code], ['/texts/vi/blocks/title', `certificate_design.${code}`]);
      for (const value of Object.values(args)) assert.ok(error.message.includes(value), error.message);
    }
    const nowhere = await edit(version, { texts: { vi: { blocks: { constructor: 'x', elsewhere: 'y' } } } });
    assert.equal(nowhere.status, 422);
    const away = await edit(version, { positions: { holder: { x: 200 }, qr: { width: 10 }, 'text-none': { y: 1 } } });
    assert.deepEqual(
      away.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`).sort(),
      [
        '/positions/holder/x certificate_design.off_the_page',
        '/positions/qr/width certificate_design.code_too_small',
        '/positions/text-none/y certificate_design.unknown_part',
      ],
    );
    const small = { holder: { width: 0, height: 3.9 }, rows: { height: 0 }, 'column-main-lo': { width: 1 } };
    assert.deepEqual(
      (await edit(version, { positions: small })).body.errors.map(
        ({ pointer, message }: { pointer: string; message: string }) => `${pointer} ${message}`,
      ),
      ['/holder/width', '/holder/height', '/rows/height', '/column-main-lo/width'].map(
        (pointer) => `/positions${pointer} A part of the page is at least 4 mm wide and high.`,
      ),
    );
    await remove(version);
  });

  it('keep only the picture of an image file, and no file that is none', async () => {
    const version = await draft();
    const path = `${api}/${version.designId}/versions/${version.id}/images`;
    const put = (place: string, content: Buffer, current: number) =>
      vn.upload(
        `${path}/${place}`,
        { name: 'logo.png', type: 'image/png', content },
        {},
        { 'if-match': `"${current}"` },
      );
    const good = await put('logoVietnam', png(40, 30), version.version);
    assert.equal(good.status, 200);
    const { mediaType, width, height } = good.body.images.logoVietnam;
    assert.deepEqual([mediaType, width, height], ['image/png', 40, 30]);
    const stored = await vn.get(`${path}/logoVietnam`);
    assert.ok(stored.raw.length > 0 && !stored.raw.includes('taken at home'));
    const current = good.body.version;
    const refused: [what: string, content: Buffer, status: number][] = [
      ['a program', Buffer.from('#!/bin/sh\nexit\n'), 415],
      ['a drawing that may carry scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 415],
      ['a cut file', png(40, 30).subarray(0, 60), 422],
      ['too many pixels', png(1601, 1), 422],
      ['fewer pixels than it says', png(40, 30, Buffer.alloc(10)), 422],
      ['a bomb', png(40, 30, Buffer.alloc(5_000_000)), 422],
    ];
    for (const [what, content, status] of refused)
      assert.equal((await put('logoVietnam', content, current)).status, status, what);
    assert.equal((await put('constructor', png(4, 4), current)).status, 404);
    const shown = await vn.get(`${api}/${version.designId}/versions/${version.id}/preview.pdf`);
    assert.equal(shown.headers['content-type'], 'application/pdf');
    const gone = await vn.delete(`${path}/logoVietnam`, { 'if-match': `"${current}"` });
    assert.deepEqual(gone.body.images, {});
    await remove(gone.body);
  });

  it('say of every holder what the register says, and never one thing of all', async () => {
    let version = await draft();
    const change = async (changes: object) => {
      version = (await edit(version, changes)).body;
    };
    const { lead, numbers } = version.texts.lo.blocks;
    const { course } = version.texts.vi.rows;
    await change({
      texts: {
        vi: { rows: { course: { value: 'Quản lý và vận hành khu công nghiệp' } } },
        lo: { blocks: { lead: numbers, numbers: '{{serial}}' } },
        common: { holderLatin: 'Bounmy Sisavath' },
      },
    });
    const refused = await step(vn, version, 'proposal');
    assert.deepEqual([refused.status, refused.body.code], [409, 'certificate_design.left_out']);
    assert.deepEqual(refused.body.args, { names: 'fullNameLatin, course' });
    const { html } = await vn.page(`/certificates/designs/${version.designId}/versions/${version.id}`);
    assert.match(html, /aria-describedby="propose-why"/);
    assert.match(refused.body.detail, /: Full name in Latin script, Course\.$/);
    const texts = { vi: { rows: { course } }, lo: { blocks: { lead, numbers } } };
    await change({ texts: { ...texts, common: { holderLatin: '{{ fullNameLatin }}' } } });
    assert.equal((await step(vn, version, 'proposal')).body.status, 'proposed');
    assert.equal((await step(chair, version, 'return', { reason: 'Again' })).status, 200);
    await remove((await vn.get(`${api}/${version.designId}/versions/${version.id}`)).body);
  });

  it('come into force by a second person, never by a writer under whichever account', async () => {
    const version = await draft();
    const edited = await edit(version, {
      texts: { vi: { blocks: { lead: 'Trân trọng chứng nhận' } } },
      positions: { qr: { x: 136 } },
      printOffset: { x: 1.5, y: -2 },
    });
    assert.equal(edited.status, 200);
    assert.equal((await step(chair, version, 'activation')).body.code, 'certificate_design.wrong_status');
    assert.equal((await step(vn, version, 'proposal')).body.status, 'proposed');
    assert.equal(
      (await edit(edited.body, { printOffset: { x: 0, y: 0 } })).body.code,
      'certificate_design.wrong_status',
    );
    assert.equal((await step(vn, version, 'activation')).status, 403);
    // The writer is made a chair as well.
    await app.get(UnitOfWork).run(async () => {
      const database = app.get(Database);
      const [author] = await database.rows<{ account_id: string }>(
        'SELECT account_id FROM certificate_design_author WHERE version_id = ?',
        [version.id],
      );
      const [row] = await database.rows<{ id: string }>('SELECT id FROM account_role WHERE account_id = ?', [
        author!.account_id,
      ]);
      await database.change("UPDATE account_role SET role = 'vn_co_chair' WHERE id = ?", [row!.id]);
    });
    const own = await step(vn, version, 'activation');
    assert.deepEqual([own.status, own.body.code], [409, 'certificate_design.activator_is_author']);
    vn = await app.as('vn_coordinator');
    assert.equal((await step(chair, version, 'return', { reason: 'Sai' })).body.statusReason, 'Sai');
    assert.equal((await step(vn, version, 'proposal')).status, 200);
    const home = await chair.page('/');
    assert.ok(home.html.includes(`/certificates/designs/${version.designId}/versions/${version.id}`));
    assert.equal((await step(chair, version, 'activation')).body.status, 'active');
    const before = await vn.get(`${api}/${standard.id}/versions/${standard.activeVersion.id}`);
    assert.equal(before.body.status, 'retired');
  });

  it('are drawn as they were when the decision was prepared', async () => {
    const held = await aHeldRun(app, [{ fullName: 'ນາງ ຄຳຫຼ້າ', fullNameLatin: 'Khamla' }]);
    const { body: batch } = await vn.post(`/api/v1/runs/${held.run.id}/certificate-batches`, {
      ...aDecision(held.enrolments),
      designId: standard.id,
    });
    const { body: design } = await vn.get(`${api}/${standard.id}`);
    assert.equal(design.activeVersion.number > 1, true);
    const used = await vn.get(`${api}/${standard.id}/versions/${design.activeVersion.id}`);
    assert.notEqual(used.body.usedAt, null);
    const specimen = () =>
      app.get(SpecimensService).ofBatch(actorOf('vn_coordinator'), batch.id, held.enrolments[0]!.id);
    assert.match(copiedText(await specimen()), /Trân trọng chứng nhận/);
    const next = await draft();
    await edit(next, { texts: { vi: { blocks: { lead: 'Nay chứng nhận' } } } });
    await step(vn, next, 'proposal');
    await step(chair, next, 'activation');
    assert.match(copiedText(await specimen()), /Trân trọng chứng nhận/);
    const attestation = (await vn.get(api)).body.items[0].id;
    const unfit = await vn.post(`/api/v1/runs/${held.run.id}/certificate-batches`, {
      ...aDecision(held.enrolments),
      designId: attestation,
    });
    assert.equal(unfit.status, 422);
    assert.equal((await chair.post(`/api/v1/certificate-batches/${batch.id}/approval`)).status, 202);
    await app.get(Outbox).deliver();
    const { body: issued } = await vn.get(`/api/v1/certificate-batches/${batch.id}`);
    const document = await vn.get(`/api/v1/certificates/${issued.entries[0].certificateId}/document.pdf`);
    assert.match(copiedText(document.raw), /Trân trọng chứng nhận/);
  });

  it('never change once they were proposed, whoever asks the database', async () => {
    const { body } = await vn.get(`${api}/${standard.id}`);
    const change = (sql: string) =>
      assert.rejects(
        app.get(UnitOfWork).run(() => app.get(Database).change(sql, [body.activeVersion.id])),
        /never changed/,
      );
    await change("UPDATE certificate_design_version SET texts = '{}' WHERE id = ?");
    await change("UPDATE certificate_design_version SET layout = '{}' WHERE id = ?");
    await change("UPDATE certificate_design_version SET images = '[]' WHERE id = ?");
    await change("UPDATE certificate_design_version SET status = 'draft' WHERE id = ?");
    await change("UPDATE certificate_design_version SET activated_by = 'x' WHERE id = ?");
    await change('DELETE FROM certificate_design_version WHERE id = ?');
  });

  it('are looked at with ordinary and extreme names, on plain and on printed paper', async () => {
    const { body } = await vn.get(api);
    for (const { id, activeVersion } of body.items) {
      const path = `${api}/${id}/versions/${activeVersion.id}/preview.pdf`;
      const plain = copiedText((await chair.get(path)).raw);
      const printed = copiedText((await chair.get(`${path}?paper=printed`)).raw);
      assert.match(plain, /CỘNG HÒA XÃ HỘI/);
      assert.doesNotMatch(printed, /CỘNG HÒA XÃ HỘI/);
      assert.match(printed, /VL-2026-/);
      const longest = copiedText((await chair.get(`${path}?sample=longest`)).raw).replaceAll(/\s/g, '');
      assert.ok(longest.includes('OUDOMSIN'));
      assert.match(copiedText((await chair.get(`${path}?sample=shortest`)).raw), /Kham/);
    }
    assert.equal(
      (await chair.get(`${api}/${standard.id}/versions/${standard.activeVersion.id}/preview.pdf?sample=x`)).status,
      422,
    );
  });

  it('are proposed and activated as they were read, and not as they have become since', async () => {
    const [vn, chair] = [await app.as('vn_coordinator'), await app.as('lao_co_chair')];
    const read = (who: Client) => who.get(`${api}/${version.designId}/versions/${version.id}`);
    const version = (await vn.post(`${api}/${standard.id}/versions`, {})).body;
    const address = `/certificates/designs/${version.designId}/versions/${version.id}`;
    const hidden = async (who: Client, noun: string) => {
      const { html } = await who.page(address);
      const form = html.slice(html.indexOf(`action="${address}/${noun}"`));
      return form.slice(0, form.indexOf('</form>')).match(/name="version" value="(\d+)"/)?.[1];
    };
    assert.equal(await hidden(vn, 'proposal'), '1');
    const lead = (text: string) => ({ texts: { vi: { blocks: { lead: text } } } });
    const written = (
      await vn.patch(`${api}/${version.designId}/versions/${version.id}`, lead('Nay chứng nhận'), {
        'if-match': '"1"',
      })
    ).body;
    assert.equal((await step(vn, version, 'proposal', { version: 1 })).status, 412);
    assert.equal((await vn.submit(`${address}/proposal`, { version: '1' })).status, 412);
    assert.equal((await vn.submit(`${address}/proposal`, { version: String(written.version) })).status, 303);
    const seen = await hidden(chair, 'activation');
    assert.equal(seen, String((await read(chair)).body.version));
    await step(chair, version, 'return', { reason: 'Sai' });
    const returned = (await read(vn)).body;
    await vn.patch(`${api}/${version.designId}/versions/${version.id}`, lead('Chứng nhận'), {
      'if-match': `"${returned.version}"`,
    });
    assert.equal((await step(vn, version, 'proposal')).status, 200);
    const unread = await step(chair, version, 'activation', { version: Number(seen) });
    assert.deepEqual([unread.status, unread.body.code], [412, 'stale']);
    assert.equal((await chair.submit(`${address}/activation`, { version: seen! })).status, 412);
    assert.equal((await read(chair)).body.status, 'proposed');
    assert.equal(
      (await chair.submit(`${address}/activation`, { version: (await hidden(chair, 'activation'))! })).status,
      303,
    );
  });

  it('are worked on in the designer, which keeps what was typed', async () => {
    // The time of the class went by: others have signed in since.
    const [vn, chair] = [await app.as('vn_coordinator'), await app.as('vn_co_chair')];
    const made = await vn.submit(`/certificates/designs/${standard.id}/versions`, {});
    assert.equal(made.status, 303, made.html);
    const address = made.location!;
    const page = await vn.page(address);
    assert.match(page.html, /name="texts\.vi\.blocks\.title"/);
    const wrong = await vn.submit(address, { version: '1', 'texts.vi.blocks.lead': 'Cấp cho {{nobody}}' });
    assert.equal(wrong.status, 422);
    assert.ok(wrong.html.includes('Cấp cho {{nobody}}'));
    const drawn = await vn.submit(`${address}/preview`, {
      version: '1',
      sample: 'shortest',
      paper: 'plain',
      'texts.vi.blocks.lead': 'Cấp cho',
    });
    assert.match(String(drawn.headers['content-type']), /application\/pdf/);
    const saved = await vn.submit(address, {
      version: '1',
      'texts.vi.blocks.lead': 'Cấp cho',
      'positions.qr.x': '136,5',
    });
    assert.equal(saved.status, 303);
    assert.match((await vn.page(address)).html, /value="136\.5"/);
    assert.doesNotMatch((await chair.page(address)).html, /name="texts\.vi/);
  });
});
