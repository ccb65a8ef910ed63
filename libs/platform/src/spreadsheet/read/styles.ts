import { legacyLaoFont } from '#libs/kernel';
import { Refusal } from '../refusal.js';
import { type Shown, shownBy, shownByBuiltIn } from './number-format.js';
import { decodeXml, parseXml } from './xml.js';

/** What of a cell's style changes what its value is. */
export interface CellStyle {
  readonly shown: Shown;
  /** A font known to be a legacy Lao one. */
  readonly legacyFont?: string;
}

// Excel's own limit is 64,000 styles.
const mostStyles = 65_000;

/** The styles of cells in their order (`s` of a cell). */
export async function readStyles(part: AsyncIterable<Uint8Array>): Promise<readonly CellStyle[]> {
  const formats = new Map<number, Shown>();
  const fonts: (string | undefined)[] = [];
  const styles: CellStyle[] = [];
  let within = '';
  await parseXml(part, {
    open: (name, attributes) => {
      if (name === 'fonts' || name === 'cellXfs' || name === 'numFmts') within = name;
      else if (name === 'numFmt' && within === 'numFmts') {
        const { numFmtId, formatCode = '' } = attributes();
        formats.set(Number(numFmtId), shownBy(decodeXml(formatCode)));
      } else if (name === 'font' && within === 'fonts') fonts.push(undefined);
      else if (name === 'name' && within === 'fonts') {
        const font = decodeXml(attributes().val ?? '');
        if (legacyLaoFont(font)) fonts[fonts.length - 1] = font;
      } else if (name === 'xf' && within === 'cellXfs') {
        const { numFmtId = '0', fontId = '0' } = attributes();
        const legacyFont = fonts[Number(fontId)];
        const shown = formats.get(Number(numFmtId)) ?? shownByBuiltIn(Number(numFmtId));
        styles.push(legacyFont ? { shown, legacyFont } : { shown });
      }
      if (styles.length > mostStyles || fonts.length > mostStyles) throw new Refusal('spreadsheet.broken');
    },
    close: (name) => {
      if (name === within) within = '';
    },
  });
  return styles;
}
