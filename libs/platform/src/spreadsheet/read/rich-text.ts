import { isLaoInLegacyFont, legacyLaoFont } from '#libs/kernel';
import { decodeXml } from './xml.js';

/** A text of one or several runs. */
export interface RichText {
  readonly text: string;
  /** The first legacy Lao font a run is set in. */
  readonly legacyFont?: string;
  /** What is in no font of its own and follows the cell's; only where that is not the whole. */
  readonly inCellFont?: string;
}

/** Joins the runs of `<si>` or `<is>`. Phonetic runs (`<rPh>`) are how to say it, not part of it. */
export class RichTextReader {
  private text = '';
  private inCellFont = '';
  private legacyFont: string | undefined;
  private isInRuns = false;
  private font = '';
  private runText = '';
  private phonetic = 0;
  private inText = false;

  open(name: string, attributes: () => Record<string, string>): void {
    if (name === 'rPh') this.phonetic++;
    else if (name === 't') this.inText = this.phonetic === 0;
    else if (name === 'r') this.isInRuns = true;
    else if (name === 'rFont') this.font = decodeXml(attributes().val ?? '');
  }

  take(text: string): void {
    if (this.inText) this.runText += text;
  }

  close(name: string): void {
    if (name === 'rPh') this.phonetic--;
    else if (name === 't') this.inText = false;
    else if (name === 'r') this.endRun();
  }

  /** The whole, and begins anew. */
  end(): RichText {
    this.endRun();
    const inRuns = { inCellFont: this.inCellFont, ...(this.legacyFont ? { legacyFont: this.legacyFont } : {}) };
    const rich = this.isInRuns ? { text: this.text.normalize('NFC'), ...inRuns } : { text: this.text };
    this.text = '';
    this.inCellFont = '';
    this.legacyFont = undefined;
    this.isInRuns = false;
    this.phonetic = 0;
    return rich;
  }

  private endRun(): void {
    const text = decodeXml(this.runText);
    this.text += text;
    if (this.font === '') this.inCellFont += text;
    else this.legacyFont ??= legacyFontOf(this.font, text);
    this.font = this.runText = '';
  }
}

/** The font's name when it is a legacy Lao one and the text set in it is gibberish without it. */
export function legacyFontOf(font: string | undefined, text: string): string | undefined {
  const coding = font ? legacyLaoFont(font) : null;
  return coding && isLaoInLegacyFont(text, coding) ? font : undefined;
}
