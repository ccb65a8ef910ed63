import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '#libs/platform';
import { forPrintedPaper } from '../../libs/certificates/src/designs/printed-paper.js';
import {
  type CertificatePayload,
  printFile,
  readTemplate,
  renderCertificate,
  type TemplateData,
  templateOf,
} from '../../libs/certificates/src/render/index.js';
import { withPdfFile } from '../support/pdf-glyphs.js';
import { facts, fontsOf, structuralFaults } from '../support/pdf-tools.js';
import { lacks } from '../support/tools.js';

const folder = join(projectRoot, 'templates', 'certificates');
const read = (name: string) => readTemplate(join(folder, name));
const designs = [await read('standard'), await read('trilingual'), await read('attestation')];
const info = { title: 'Chứng chỉ để in', author: '', createdAt: new Date('2026-03-28T00:00:00Z') };

/** Two of each design, one after the other; the extreme names among them. */
const extremes = JSON.parse(readFileSync(join(folder, 'extremes.json'), 'utf8'));
const sheets = ['longest', 'shortest'].flatMap((name) =>
  designs.map(({ sample }, design) => {
    const { holder, ...others } = extremes[name];
    const payload: CertificatePayload = { ...sample, ...others, holder: { ...sample.holder, ...holder } };
    return { payload, design };
  }),
);
const printed = (all: readonly TemplateData[]) => printFile(all.map(templateOf), sheets, info);
const file = printed(designs);
const alone = ({ payload, design }: (typeof sheets)[number]) =>
  renderCertificate(payload, templateOf(designs[design]!));

const textOf = (pdf: Buffer, page: number) =>
  withPdfFile(pdf, (path) =>
    execFileSync('pdftotext', ['-raw', '-f', `${page}`, '-l', `${page}`, path, '-']).toString(),
  );

function picture(pdf: Buffer, page: number): string {
  const png = withPdfFile(pdf, (path) =>
    execFileSync('pdftoppm', ['-r', '60', '-f', `${page}`, '-l', `${page}`, path], { maxBuffer: 1 << 26 }),
  );
  return createHash('sha256').update(png).digest('hex');
}

describe('certificates in one file for the printer', { skip: lacks('pdftotext', 'qpdf') }, () => {
  it('are one to a page, in the order given, in a sound file', () => {
    assert.equal(structuralFaults(file), '');
    assert.equal(facts(file).Pages, String(sheets.length));
  });

  it('look and read on their pages as in their own documents', () => {
    for (const [i, sheet] of sheets.entries()) {
      const document = alone(sheet);
      assert.equal(textOf(file, i + 1), textOf(document, 1), `page ${i + 1}`);
      assert.equal(picture(file, i + 1), picture(document, 1), `page ${i + 1}`);
    }
  });

  it('share their fonts, and all that pages of a design have alike', () => {
    const names = fontsOf(file).map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    const together = printFile([templateOf(designs[0]!)], Array(50).fill({ ...sheets[0]!, design: 0 }), info);
    assert.ok(together.length < 1.5 * alone(sheets[0]!).length, `${together.length} bytes`);
  });

  it('ask for their own size on paper and are neither signed nor named', () => {
    const bytes = file.toString('latin1');
    assert.match(bytes, /\/PrintScaling\/None/);
    for (const word of ['/Sig', '/AcroForm', '/Keywords', 'mittaphap-code', '/StructTreeRoot'])
      assert.ok(!bytes.includes(word), word);
    const { fullNameLao, fullNameLatin } = sheets[0]!.payload.holder;
    const told = withPdfFile(file, (path) => execFileSync('pdfinfo', ['-meta', path]).toString()) + facts(file).Title;
    for (const word of [fullNameLao, fullNameLatin, sheets[0]!.payload.serial].filter(Boolean))
      assert.ok(!told.includes(word));
  });

  it('leave to printed paper what stands on it, and move the rest', () => {
    const onPaper = printed(designs.map((data) => forPrintedPaper(data, { x: 0, y: 0 })));
    const moved = printed(designs.map((data) => forPrintedPaper(data, { x: 4, y: -2 })));
    assert.equal(structuralFaults(onPaper), '');
    for (const [i, { payload }] of sheets.entries()) {
      const text = textOf(onPaper, i + 1);
      assert.ok(text.includes(payload.serial) && !text.includes('CỘNG HÒA XÃ HỘI CHỦ NGHĨA'), `page ${i + 1}`);
      assert.notEqual(picture(onPaper, i + 1), picture(file, i + 1));
      assert.equal(textOf(moved, i + 1), text);
      assert.notEqual(picture(moved, i + 1), picture(onPaper, i + 1));
    }
  });

  it('give the same bytes again', () => assert.ok(printed(designs).equals(file)));
});
