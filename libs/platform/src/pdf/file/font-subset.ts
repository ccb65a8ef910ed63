import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { HbFont, ShapedGlyph } from '../hb-font.js';
import { number, type TextFont } from '../text-line.js';
import { type PdfObjects, reference } from './objects.js';

const SYMBOLIC = 4;
// Blocks of a CMap have at most a hundred entries.
const MOST_IN_BLOCK = 100;

/** The glyphs of one font that a file uses: gathered while its pages are set, then embedded. */
export class FontSubset implements TextFont {
  private readonly subset: ReturnType<HbFont['createSubset']>;
  private readonly codes = new Map<number, string>();
  /** By code: advance in thousandths of an em, and what the glyph stands for. */
  private readonly widths: number[];
  private readonly texts: (readonly number[])[] = [[]];

  constructor(
    private readonly font: HbFont,
    readonly id: string,
  ) {
    this.subset = font.createSubset();
    this.widths = [font.advanceOf(0)];
  }

  codeOf({ id, glyph, codePoints }: ShapedGlyph): string {
    const known = this.codes.get(id);
    if (known) return known;
    const code = this.subset.includeGlyph(id);
    this.widths[code] = this.font.advanceOf(glyph);
    this.texts[code] = codePoints;
    const digits = hex(code);
    this.codes.set(id, digits);
    return digits;
  }

  /** Writes the font as composite font with its glyphs embedded; the number of its dictionary. */
  write(objects: PdfObjects): number {
    const em = 1000 / this.font.unitsPerEm;
    const { bbox, ascent, descent, capHeight, italicAngle } = this.font.metrics;
    const program = this.subset.encode();
    // Names of subsets begin with six letters, others for other glyphs: pages of several files may meet in one.
    const tag = letters(createHash('sha256').update(program).digest());
    const name = `${tag}+${this.font.name}`;
    const file = objects.writeStream(`/Filter/FlateDecode/Length1 ${program.length}`, deflateSync(program));
    const box = [bbox.minX, bbox.minY, bbox.maxX, bbox.maxY].map((value) => number(value * em));
    // No CIDSet: PDF/A-2 asks for none, and to be complete where there is one.
    const descriptor = objects.write(
      `<</Type/FontDescriptor/FontName/${name}/Flags ${SYMBOLIC}/FontBBox [${box.join(' ')}]` +
        `/ItalicAngle ${number(italicAngle)}/Ascent ${number(ascent * em)}/Descent ${number(descent * em)}` +
        `/CapHeight ${number(capHeight * em)}/StemV 0/FontFile2 ${reference(file)}>>`,
    );
    const descendant = objects.write(
      `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}/CIDToGIDMap/Identity` +
        '/CIDSystemInfo <</Registry (Adobe)/Ordering (Identity)/Supplement 0>>' +
        `/FontDescriptor ${reference(descriptor)}/W [0 [${this.widths.map((width) => number(width * em)).join(' ')}]]>>`,
    );
    const unicode = objects.writeStream('/Filter/FlateDecode', deflateSync(this.unicodeMap()));
    return objects.write(
      `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H` +
        `/DescendantFonts [${reference(descendant)}]/ToUnicode ${reference(unicode)}>>`,
    );
  }

  private unicodeMap(): string {
    // Glyph 0, the box of a missing letter, is in every font, stands for nothing and is never shown.
    const entries = this.texts.flatMap((codePoints, code) =>
      codePoints.length > 0 ? [`<${hex(code)}> <${utf16(codePoints)}>`] : [],
    );
    const blocks = Array.from({ length: Math.ceil(entries.length / MOST_IN_BLOCK) }, (_, i) => {
      const block = entries.slice(i * MOST_IN_BLOCK, (i + 1) * MOST_IN_BLOCK);
      return `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`;
    });
    return (
      '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
      '/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n' +
      '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n' +
      `1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n${blocks.join('')}` +
      'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend'
    );
  }
}

const hex = (code: number): string => code.toString(16).padStart(4, '0');

const utf16 = (codePoints: readonly number[]): string =>
  Buffer.from(String.fromCodePoint(...codePoints), 'utf16le')
    .swap16()
    .toString('hex');

const letters = (digest: Uint8Array): string =>
  Array.from(digest.subarray(0, 6), (byte) => String.fromCharCode(65 + (byte % 26))).join('');
