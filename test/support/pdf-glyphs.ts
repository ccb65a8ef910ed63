// What a PDF really draws, read by MuPDF (which knows nothing of pdfkit), compared with what HarfBuzz asks for.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fontkit from 'fontkit';

/** A glyph on the page; positions are points from the page's bottom left corner. */
export interface DrawnGlyph {
  /** Numbers the glyph may have in the original font: equal outlines cannot be told apart. Empty: not of that font. */
  readonly glyphs: readonly number[];
  readonly fontFile: string;
  readonly unitsPerEm: number;
  /** Counts the text objects of the page; words drawn by one call share it. */
  readonly text: number;
  readonly page: number;
  readonly size: number;
  readonly x: number;
  readonly y: number;
  readonly unicode: string;
}

/** A glyph as HarfBuzz places it, in font units from the start of its run. */
export interface PlacedGlyph {
  readonly glyph: number;
  readonly x: number;
  readonly y: number;
}

interface TracedGlyph {
  text: number;
  page: number;
  font: string;
  size: number;
  code: number;
  x: number;
  y: number;
  unicode: string;
}

interface OriginalFont {
  readonly file: string;
  readonly name: string;
  readonly unitsPerEm: number;
  readonly byOutline: ReadonlyMap<string, number[]>;
}

/** All glyphs of a PDF in drawing order, with their numbers in the original fonts. */
export function drawnGlyphs(pdf: Buffer, fontFiles: readonly string[]): DrawnGlyph[] {
  return withPdfFile(pdf, (file, folder) => {
    const traced = tracedGlyphs(file);
    const programs = embeddedPrograms(file, folder);
    const codes = Map.groupBy(traced, (glyph) => glyph.font);
    const sources = new Map([...codes].map(([font, glyphs]) => [font, sourceOf(font, glyphs, fontFiles, programs)]));
    return traced.map(({ font, code, ...glyph }) => {
      const { original, program } = sources.get(font)!;
      return {
        ...glyph,
        glyphs: original.byOutline.get(program?.[code] ?? '') ?? [],
        fontFile: original.file,
        unitsPerEm: original.unitsPerEm,
      };
    });
  });
}

/**
 * How the glyphs of one run differ from HarfBuzz' placing of it, as a readable line; null when they are the same within
 * `tolerance` font units (the PDF rounds to thousandths of a point).
 */
export function differenceFrom(
  wanted: readonly PlacedGlyph[],
  drawn: readonly DrawnGlyph[],
  tolerance = 2,
): string | null {
  const [first] = drawn;
  const [start] = wanted;
  if (!first || !start) return drawn.length === wanted.length ? null : `${drawn.length} glyphs for ${wanted.length}`;
  const placed = drawn.map((glyph) => ({
    glyphs: glyph.glyphs,
    x: ((glyph.x - first.x) / glyph.size) * glyph.unitsPerEm + start.x,
    y: ((glyph.y - first.y) / glyph.size) * glyph.unitsPerEm + start.y,
  }));
  const same =
    placed.length === wanted.length &&
    wanted.every(({ glyph, x, y }, i) => {
      const at = placed[i]!;
      return at.glyphs.includes(glyph) && Math.abs(at.x - x) <= tolerance && Math.abs(at.y - y) <= tolerance;
    });
  if (same) return null;
  const show = (glyphs: readonly { name: string; x: number; y: number }[]) =>
    glyphs.map(({ name, x, y }) => `${name}@${Math.round(x)},${Math.round(y)}`).join(' ');
  return `drawn ${show(placed.map((g) => ({ ...g, name: g.glyphs.join('/') || '?' })))}, wanted ${show(wanted.map((g) => ({ ...g, name: String(g.glyph) })))}`;
}

/** Runs `work` with the PDF in a file of its own temporary folder. */
export function withPdfFile<T>(pdf: Buffer, work: (file: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-'));
  try {
    const file = join(folder, 'document.pdf');
    writeFileSync(file, pdf);
    return work(file, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tracedGlyphs(file: string): TracedGlyph[] {
  const trace = execFileSync('mutool', ['trace', file], { maxBuffer: 1 << 29, stdio: ['ignore', 'pipe', 'ignore'] });
  const glyphs: TracedGlyph[] = [];
  const at = { page: 0, text: -1, font: '', size: 0 };
  for (const line of trace.toString().split('\n')) {
    if (line.includes('<page ')) at.page++;
    else if (line.includes('<fill_text ')) at.text++;
    const span = /<span font="([^"]+)".*trm="([-\d.]+)/.exec(line);
    if (span) Object.assign(at, { font: span[1], size: Number(span[2]) });
    const glyph = /<g unicode="([^"]*)" glyph="([^"]*)" x="([-\d.]+)" y="([-\d.]+)"/.exec(line);
    if (glyph) {
      const [, unicode, code, x, y] = glyph;
      glyphs.push({ ...at, unicode: unicode!, code: Number(code), x: Number(x), y: Number(y) });
    }
  }
  return glyphs;
}

/** The outlines of each font program in the file, by glyph number of the subset. */
function embeddedPrograms(file: string, folder: string): string[][] {
  execFileSync('mutool', ['extract', file], { cwd: folder, stdio: 'ignore' });
  return readdirSync(folder)
    .filter((name) => /\.(ttf|otf|cff)$/.test(name))
    .map((name) => outlines(fontkit.create(readFileSync(join(folder, name)))));
}

/** The original font of a name such as ABCDEF+NotoSansLao-Bold, and the embedded program that is its subset. */
function sourceOf(name: string, glyphs: readonly TracedGlyph[], fontFiles: readonly string[], programs: string[][]) {
  const originals = fontFiles.map(originalFont);
  const original = originals.find((font) => name.endsWith(font.name));
  if (!original) throw new Error(`The PDF draws with ${name}, which is none of ${originals.map((font) => font.name)}`);
  const known = (program: string[]) => glyphs.filter(({ code }) => original.byOutline.has(program[code] ?? '')).length;
  const [program] = programs.toSorted((a, b) => known(b) - known(a));
  return { original, program };
}

const originals = new Map<string, OriginalFont>();

function originalFont(file: string): OriginalFont {
  let original = originals.get(file);
  if (!original) {
    const font = fontkit.create(readFileSync(file));
    const numbered = outlines(font).map((outline, glyph) => ({ outline, glyph }));
    const groups = Map.groupBy(numbered, ({ outline }) => outline);
    const byOutline = new Map([...groups].map(([outline, same]) => [outline, same.map(({ glyph }) => glyph)]));
    original = { file, name: font.postscriptName, unitsPerEm: font.unitsPerEm, byOutline };
    originals.set(file, original);
  }
  return original;
}

function outlines(font: fontkit.Font): string[] {
  return Array.from({ length: font.numGlyphs }, (_, glyph) =>
    JSON.stringify(
      font.getGlyph(glyph).path.commands.map(({ command, args }) => [command[0], ...args.map(Math.round)]),
    ),
  );
}
