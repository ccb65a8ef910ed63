import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { officialDate, officialPeriod } from '#libs/kernel';
import { drawnForm, FONT_FILES, missingGlyphs, projectRoot } from '#libs/platform';
import {
  type CertificatePayload,
  certificatePayload,
  loadTemplate,
  Press,
  printedTexts,
  RenderPool,
  readEmbeddedCode,
  renderCertificate,
} from '../../libs/certificates/src/render/index.js';
import { drawnGlyphs } from '../support/pdf-glyphs.js';
import { copiedText, facts, fontsOf, holds, qrTexts, savedAgain, structuralFaults } from '../support/pdf-tools.js';

const folder = `${projectRoot}/templates/certificates/standard`;
const template = await loadTemplate(folder);
const { sample } = template;
const pdf = renderCertificate(sample, template);

const certificate = (changes: object): CertificatePayload => certificatePayload.parse({ ...sample, ...changes });
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const data = mkdtempSync(join(tmpdir(), 'certificates-'));
const folders = { files: data, arriving: data };
after(() => rmSync(data, { recursive: true }));

describe('a certificate', () => {
  it('is one sound A4 page with embedded subsets of its fonts', () => {
    assert.equal(structuralFaults(pdf), '');
    const { Pages, 'Page size': size } = facts(pdf);
    assert.equal(Pages, '1');
    assert.match(size!, /841\.89 x 595\.28 pts \(A4\)/);
    const fonts = fontsOf(pdf);
    assert.deepEqual(fonts.map((font) => font.name.slice('ABCDEF+'.length)).sort(), [
      'NotoSans-Bold',
      'NotoSans-Regular',
      'NotoSansLao-Bold',
      'NotoSansLao-Regular',
    ]);
    assert.ok(fonts.every((font) => font.embedded && font.subset && font.hasUnicode));
    assert.ok(pdf.length < 100_000, `${pdf.length} bytes`);
  });

  it('has a QR code that leads to its verification', () => assert.deepEqual(qrTexts(pdf), [sample.verificationUrl]));

  it('says everything it must, in both languages, and copies out as stored', () => {
    const copied = copiedText(pdf);
    assert.deepEqual(
      statements(sample).filter((statement) => !holds(copied, statement)),
      [],
    );
  });

  it('copies out every spelling of Lao as it was typed', async () => {
    const lo = 'ພະແນກອຸດສາຫະກໍາ ແຂວງຄໍາມ່ວນ ນໍ້າ ນ້ໍາ ທ່ີ';
    const decomposed = certificate({
      holder: { ...sample.holder, fullNameLao: 'ທ້າວ ຄໍາປຸ່ນ ນໍາ້ທ່ຽງ', organisation: { ...sample.holder.organisation, lo } },
    });
    const copied = copiedText(renderCertificate(decomposed, template));
    for (const text of [lo, decomposed.holder.fullNameLao]) {
      assert.notEqual(drawnForm(text), text);
      assert.ok(holds(copied, text), `${text} not in\n${copied}`);
      assert.ok(!holds(copied, drawnForm(text)));
    }
  });

  it('leaves out the rows that have nothing to say', async () => {
    const bare = certificate({ grade: null, holder: { ...sample.holder, position: { lo: '', vi: '', en: '' } } });
    const copied = copiedText(renderCertificate(bare, template));
    for (const label of ['Chức vụ', 'ຕຳແໜ່ງ', 'Xếp loại', 'ຜົນການປະເມີນ', 'Thay cho số hiệu']) {
      assert.ok(!holds(copied, label), label);
    }
  });

  it('has the same bytes in another process and in the worker pool', async () => {
    const program = `
      const { loadTemplate, renderCertificate } = await import(process.argv[1]);
      const template = await loadTemplate(process.argv[2]);
      renderCertificate({ ...template.sample, serial: 'another first' }, template);
      process.stdout.write(renderCertificate(template.sample, template).toString('base64'));`;
    const module = new URL('../../libs/certificates/src/render/index.js', import.meta.url).href;
    const args = ['--input-type=module', '-e', program, module, folder];
    const elsewhere = Buffer.from(execFileSync(process.execPath, args, { maxBuffer: 1 << 24 }).toString(), 'base64');
    assert.equal(hash(elsewhere), hash(pdf));

    const pool = new RenderPool(folder, { maxThreads: 2 });
    try {
      const payloads = Array.from({ length: 12 }, (_, i) => certificate({ serial: `VL-2026-${i}` }));
      const documents = payloads.map((payload) => ({ name: payload.serial, payload }));
      const hashes: string[] = [];
      for await (const filed of pool.fileAll(documents, folders)) {
        assert.ok(filed.status === 'fulfilled');
        hashes.push(hash(readFileSync(join(folders.files, filed.value.key))));
        assert.equal(filed.value.sha256, hashes.at(-1));
      }
      const press = new Press(template, payloads);
      const direct = payloads.map((payload) => hash(press.print(payload)));
      assert.deepEqual(hashes, direct);
    } finally {
      await pool.close();
    }
  });

  it('is given up by the worker pool when it takes too long, which spoils no other', async () => {
    const pool = new RenderPool(folder, { maxThreads: 1, timeout: 1 });
    await assert.rejects(pool.render(sample), { code: 'busy' });
    await pool.close();
    const patient = new RenderPool(folder, { maxThreads: 1 });
    try {
      const broken = { ...sample, issue: { ...sample.issue, place: null } } as unknown as CertificatePayload;
      await assert.rejects(patient.render(broken), TypeError);
      assert.equal(hash(await patient.render(sample)), hash(pdf));
    } finally {
      await patient.close();
    }
  });

  it('is asked for in vain when all stops', async () => {
    const pool = new RenderPool(folder, { maxThreads: 1 });
    const drawn = [
      assert.rejects(pool.render(sample), { code: 'busy' }),
      assert.rejects(pool.render(sample), { code: 'busy' }),
    ];
    await pool.close();
    await Promise.all([...drawn, assert.rejects(pool.render(sample), { code: 'busy' })]);
  });

  it('is drawn alone when its list cannot be drawn together', async () => {
    const pool = new RenderPool(folder, { maxThreads: 1 });
    try {
      // Functions cannot travel to a thread, nor what is sent along with them.
      const spoilt = { ...sample, spoilt: () => 0 };
      const drawn: string[] = [];
      const documents = [sample, spoilt, sample].map((payload, index) => ({ name: `of three, ${index}`, payload }));
      for await (const one of pool.fileAll(documents, folders))
        drawn.push(one.status === 'fulfilled' ? one.value.sha256 : one.reason.name);
      assert.deepEqual(drawn, [hash(pdf), 'DataCloneError', hash(pdf)]);
    } finally {
      await pool.close();
    }
  });

  it('draws no character its fonts lack', () => {
    assert.deepEqual(missingGlyphs(printedTexts(sample).join(' ')), []);
    assert.deepEqual(missingGlyphs(copiedText(pdf).replaceAll(/[\n\f]/g, ' ')), []);
  });
});

describe('the code inside a certificate', () => {
  const ways: [what: string, program: string, args: string[]][] = [
    ['compressed into object streams', 'qpdf', ['--object-streams=generate', 'IN', 'OUT']],
    ['linearised', 'qpdf', ['--linearize', 'IN', 'OUT']],
    ['unpacked', 'qpdf', ['--qdf', 'IN', 'OUT']],
    ['cleaned and compressed', 'mutool', ['clean', '-gggg', '-z', 'IN', 'OUT']],
  ];
  it('is found', async () => assert.equal(await readEmbeddedCode(pdf), sample.verificationCode));
  for (const [what, program, args] of ways) {
    it(`is found in a copy ${what}`, async () => {
      const again = savedAgain(pdf, program, args);
      assert.notEqual(hash(again), hash(pdf));
      assert.equal(await readEmbeddedCode(again), sample.verificationCode);
    });
  }
});

describe('the longest texts', () => {
  const lao = 'ພະແນກອຸດສາຫະກຳແລະການຄ້າແຂວງສະຫວັນນະເຂດ'.repeat(20).slice(0, 500);
  const long = { lo: lao, vi: 'Phòng Quản lý khu công nghiệp '.repeat(20).slice(0, 499), en: '' };
  const holder = {
    ...sample.holder,
    fullNameLao: lao.slice(0, 250),
    fullNameLatin: 'Nguyễn Thị '.repeat(23).slice(0, 250),
  };
  const cases: Record<string, CertificatePayload> = {
    'of everyday length': sample,
    'names of 250 characters': certificate({ holder }),
    'a name of 250 letters without a space': certificate({
      holder: { ...holder, fullNameLao: '', fullNameLatin: 'W'.repeat(250) },
    }),
    'a single short name': certificate({ holder: { ...holder, fullNameLao: 'ຄຳ', fullNameLatin: '' } }),
    'everything as long as can be': certificate({
      ...{ title: long, course: long, place: long, grade: long, issuingBodies: { vietnam: long, laos: long } },
      holder: { ...holder, position: long, organisation: long },
      issue: { ...sample.issue, place: long },
      signatory: {
        ...{ nameLo: holder.fullNameLao, nameVi: 'W'.repeat(250), titleLo: lao, titleVi: long.vi },
        ...{ authorityFormLo: lao, authorityFormVi: 'W'.repeat(500) },
      },
      ...{ serial: 'S'.repeat(60), registerNumber: '9'.repeat(60), replacesSerial: 'R'.repeat(60) },
      decision: { ...sample.decision, number: 'D'.repeat(100) },
      verificationCode: 'A'.repeat(64),
      verificationUrl: `https://mittaphap.example/verify/${'A'.repeat(260)}`,
    }),
  };

  for (const [what, payload] of Object.entries(cases)) {
    it(`stay in their places: ${what}`, async () => {
      const drawn = renderCertificate(payload, template);
      assert.deepEqual(strayGlyphs(drawn), []);
      assert.equal(facts(drawn).Pages, '1');
      assert.deepEqual(qrTexts(drawn), [payload.verificationUrl]);
      const copied = copiedText(drawn).replaceAll(/\s/g, '');
      for (const text of [payload.holder.fullNameLao, payload.holder.fullNameLatin, payload.course.lo]) {
        assert.ok(copied.includes(text.replaceAll(' ', '')));
      }
    });
  }

  it('have places that do not overlap and lie inside the frame', () => {
    const places = placesOf();
    const inset = template.layout.frame!.inner.inset;
    for (const [i, a] of places.entries()) {
      assert.ok(a.x >= inset && a.y >= inset && a.right <= 841.89 - inset && a.bottom <= 595.28 - inset, a.what);
      for (const b of places.slice(i + 1)) {
        const overlap = a.x < b.right && b.x < a.right && a.y < b.bottom && b.y < a.bottom;
        assert.ok(!overlap, `${a.what} and ${b.what}`);
      }
    }
  });
});

interface Place {
  readonly what: string;
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly bottom: number;
}

/** Every place of the layout where text or the QR code may be, in points from the top left corner. */
function placesOf(): Place[] {
  const { texts, holder, rows, qr, columns } = template.layout;
  const place = (what: string, x: number, y: number, width: number, height: number) => ({
    ...{ what, x, y, right: x + width, bottom: y + height },
  });
  const pairs = (name: string, what: string, y: number, height: number) =>
    (['vi', 'lo'] as const).map((language) => {
      const column = columns[name]![language];
      return place(`${what} (${language})`, column.x, y, column.width, height);
    });
  return [
    ...texts.flatMap(({ text, in: where, x, y, width, height }) =>
      where === 'page' ? [place(text, x!, y, width!, height)] : pairs(where, text, y, height),
    ),
    ...pairs(rows.in, 'rows', rows.y, rows.height),
    place('holder', holder.x, holder.y, holder.width, holder.height),
    place('qr', qr.x, qr.y, qr.size, qr.size),
  ];
}

/** Glyphs that do not lie wholly inside a place. Letters reach some 0.8 em over the baseline and 0.2 em under it. */
function strayGlyphs(drawn: Buffer): string[] {
  const places = placesOf();
  const files = [FONT_FILES.regular, FONT_FILES.bold].flatMap(({ latin, lao }) => [latin, lao]);
  return drawnGlyphs(drawn, files).flatMap(({ x, y, size, unicode }) => {
    const top = 595.28 - y - 0.8 * size;
    const bottom = 595.28 - y + 0.2 * size;
    const fits = places.some(
      (place) => x >= place.x - 0.1 && x <= place.right && top >= place.y && bottom <= place.bottom,
    );
    return fits ? [] : [`${unicode} at ${x}, ${y}, size ${size}`];
  });
}

/** What a certificate must carry, as it stands on the page. */
function statements(payload: CertificatePayload): string[] {
  const { holder, signatory, issue, decision } = payload;
  const both = [
    payload.title,
    holder.position,
    holder.organisation,
    payload.course,
    payload.place,
    payload.grade!,
    issue.place,
  ];
  return [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ',
    'ສັນຕິພາບ ເອກະລາດ ປະຊາທິປະໄຕ ເອກະພາບ ວັດທະນະຖາວອນ',
    payload.issuingBodies.vietnam.vi,
    payload.issuingBodies.laos.lo,
    ...both.flatMap(({ vi, lo }) => [vi, lo]),
    holder.fullNameLao,
    holder.fullNameLatin,
    ...(['vi', 'lo'] as const).flatMap((language) => [
      ...[holder.birthDate, issue.date, decision.date].map((date) => officialDate(date, language)),
      officialPeriod(payload.period, language),
    ]),
    // Kept together; in the font of Vietnamese the two spaces are one glyph.
    `${payload.units} tiết`,
    `${payload.units}\u00a0ຊົ່ວໂມງຮຽນ`,
    ...[signatory.nameVi, signatory.nameLo, signatory.titleVi, signatory.titleLo],
    ...[signatory.authorityFormVi, signatory.authorityFormLo],
    ...[payload.serial, payload.registerNumber, decision.number],
    // In two lines.
    ...[payload.verificationCode.slice(0, 18), payload.verificationCode.slice(18)],
  ];
}
