// HarfBuzz as the judge of shaping: Debian's hb-shape, another build than the one we ship, one process per font.
import { execFileSync } from 'node:child_process';
import type { PlacedGlyph } from './pdf-glyphs.js';

/** Positions and advance in font units from the start of the run. */
export interface HarfBuzzRun {
  readonly glyphs: readonly PlacedGlyph[];
  readonly advance: number;
}

/** Shapes each text with a font file. */
export function shapedByHarfBuzz(fontFile: string, texts: readonly string[]): HarfBuzzRun[] {
  if (texts.length === 0) return [];
  const output = execFileSync('hb-shape', ['--no-glyph-names', '--no-clusters', `--font-file=${fontFile}`], {
    input: texts.join('\n'),
    maxBuffer: 1 << 28,
  });
  return output.toString().trimEnd().split('\n').map(run);
}

function run(line: string): HarfBuzzRun {
  const glyphs: PlacedGlyph[] = [];
  let pen = 0;
  for (const item of line.slice(1, -1).split('|')) {
    const [, glyph, dx, dy, advance] = /^(\d+)(?:@(-?\d+),(-?\d+))?\+(-?\d+)/.exec(item)!;
    glyphs.push({ glyph: Number(glyph), x: pen + Number(dx ?? 0), y: Number(dy ?? 0) });
    pen += Number(advance);
  }
  return { glyphs, advance: pen };
}
