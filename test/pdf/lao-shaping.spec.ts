import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import {
  documentFonts,
  drawDocument,
  drawnForm,
  drawText,
  FONT_FILES,
  type FontWeight,
  fitText,
  itemise,
} from '#libs/platform';
import { shapedByHarfBuzz } from '../support/harfbuzz.js';
import { hardWords, syllables } from '../support/lao-words.js';
import { laoTexts, vietnameseTexts } from '../support/names.js';
import { differenceFrom, drawnGlyphs, type PlacedGlyph, withPdfFile } from '../support/pdf-glyphs.js';

// One text per line of the page; marks are raised by less than half a line, so the nearest line owns a glyph.
const LINES_PER_PAGE = 26;
const PITCH = 30;
const SIZE = 14;
const PAGE_HEIGHT = 841.89;

describe('Lao drawn into a PDF', () => {
  for (const weight of ['regular', 'bold'] as const) {
    it(`has the glyphs and places of HarfBuzz for every hard word, in ${weight}`, async () => {
      assert.deepEqual(differences(await listPdf(hardWords, weight), hardWords, weight), []);
    });

    it(`has the glyphs and places of HarfBuzz for names and phrases of both countries, in ${weight}`, async () => {
      const texts = [...laoTexts, ...vietnameseTexts];
      assert.ok(texts.length > 500);
      const pdf = await listPdf(texts, weight);
      assert.deepEqual(differences(pdf, texts, weight), []);
      assert.deepEqual(copiedLines(pdf), texts);
    });

    it(`has the glyphs and places of HarfBuzz for every syllable, in ${weight}`, async () => {
      assert.ok(syllables.length > 2500);
      assert.deepEqual(differences(await listPdf(syllables, weight), syllables, weight), []);
    });
  }

  it('copies out exactly as stored, whatever the spelling', async () => {
    const texts = [...hardWords, ...syllables];
    assert.deepEqual(copiedLines(await listPdf(texts, 'regular')), texts);
  });

  it('differs from HarfBuzz where plain pdfkit shapes it, and the comparison says so', async () => {
    const pdf = await listPdf(syllables, 'regular', 'plain pdfkit');
    const wrong = differences(pdf, syllables, 'regular');
    assert.ok(wrong.length > syllables.length / 20, `only ${wrong.length} of ${syllables.length} found different`);
    assert.ok(wrong.some((line) => line.startsWith('ນ້ຳ:')));
    assert.notDeepEqual(copiedLines(pdf), syllables);
  });
});

function listPdf(texts: readonly string[], weight: FontWeight, how: 'ours' | 'plain pdfkit' = 'ours'): Promise<Buffer> {
  const fonts = documentFonts()[weight];
  const createdAt = new Date('2026-03-28T00:00:00Z');
  const options = { info: { title: 'List', author: 'Test', createdAt }, id: 'list', language: 'lo' } as const;
  return drawDocument({ ...options, size: 'A4', orientation: 'portrait' }, (doc) => {
    texts.forEach((text, i) => {
      const line = i % LINES_PER_PAGE;
      if (i > 0 && line === 0) doc.addPage();
      const box = { width: 500, height: PITCH, size: SIZE, minSize: SIZE, lineHeight: PITCH / SIZE };
      if (how === 'ours')
        drawText(doc, fitText(text, fonts, box), { x: 40, y: line * PITCH + 30, width: 500, align: 'left' });
      else
        doc
          .font(FONT_FILES[weight].lao)
          .fontSize(SIZE)
          .text(text, 40, line * PITCH + 30, { lineBreak: false });
    });
  });
}

/** A readable line for each text that the PDF draws otherwise than HarfBuzz shapes it. */
function differences(pdf: Buffer, texts: readonly string[], weight: FontWeight): string[] {
  const files = FONT_FILES[weight];
  const byLine = Map.groupBy(drawnGlyphs(pdf, [files.latin, files.lao]), lineOf);
  const wanted = wantedLines(texts, weight);
  return texts.flatMap((text, i) => {
    const difference = differenceFrom(wanted[i]!, byLine.get(i) ?? []);
    return difference ? [`${text}: ${difference}`] : [];
  });
}

function lineOf(glyph: { page: number; y: number }): number {
  return (glyph.page - 1) * LINES_PER_PAGE + Math.floor((PAGE_HEIGHT - glyph.y - 30) / PITCH);
}

/** HarfBuzz' placing of each line, its script runs shaped by Debian's hb-shape and set one after the other. */
function wantedLines(texts: readonly string[], weight: FontWeight): PlacedGlyph[][] {
  const fonts = documentFonts()[weight];
  const runs = texts.flatMap((text, line) =>
    itemise(drawnForm(text), fonts).map(
      (run) => ({ line, text: run.text, script: run.font === fonts.lao ? 'lao' : 'latin' }) as const,
    ),
  );
  const lines: PlacedGlyph[][] = texts.map(() => []);
  const pens = texts.map(() => 0);
  const shaped = {
    lao: shapedByHarfBuzz(
      FONT_FILES[weight].lao,
      runs.filter((run) => run.script === 'lao').map((run) => run.text),
    ),
    latin: shapedByHarfBuzz(
      FONT_FILES[weight].latin,
      runs.filter((run) => run.script === 'latin').map((run) => run.text),
    ),
  };
  for (const { line, script } of runs) {
    const { glyphs, advance } = shaped[script].shift()!;
    const pen = pens[line]!;
    lines[line]!.push(...glyphs.map((glyph) => ({ ...glyph, x: glyph.x + pen })));
    pens[line] = pen + advance;
  }
  return lines;
}

function copiedLines(pdf: Buffer): string[] {
  const text = withPdfFile(pdf, (file) =>
    execFileSync('pdftotext', ['-layout', file, '-'], { maxBuffer: 1 << 26 }).toString(),
  );
  return text
    .split(/[\n\f]/)
    .map((line) => line.trim())
    .filter(Boolean);
}
