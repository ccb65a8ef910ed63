// Programs other people read PDFs with: poppler, qpdf, zbar.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPdfFile } from './pdf-glyphs.js';

/** The text as someone copies it, in the order it was drawn. */
export function copiedText(pdf: Buffer): string {
  return withPdfFile(pdf, (file) => run('pdftotext', ['-raw', file, '-']));
}

/** Whether `stored` stands in a copied text, lines broken anywhere a line may end. */
export function holds(copied: string, stored: string): boolean {
  const pattern = [...stored]
    .map((character) => (character === ' ' ? '(?: |\\n| \\n)' : character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')))
    .join('\\n?');
  return new RegExp(pattern).test(copied);
}

/** The facts `pdfinfo` tells, by their English names. */
export function facts(pdf: Buffer): Record<string, string> {
  const lines = withPdfFile(pdf, (file) => run('pdfinfo', [file])).split('\n');
  return Object.fromEntries(lines.map((line) => line.split(/:\s+(.*)/s).slice(0, 2)).filter(([name]) => name));
}

export interface FontUse {
  readonly name: string;
  readonly embedded: boolean;
  readonly subset: boolean;
  readonly hasUnicode: boolean;
}

export function fontsOf(pdf: Buffer): FontUse[] {
  const [, , ...lines] = withPdfFile(pdf, (file) => run('pdffonts', [file]))
    .trimEnd()
    .split('\n');
  return lines.map((line) => {
    const [, name, embedded, subset, unicode] = /^(\S+).*\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$/.exec(line)!;
    return { name: name!, embedded: embedded === 'yes', subset: subset === 'yes', hasUnicode: unicode === 'yes' };
  });
}

/** qpdf's complaints about the file's structure; '' when it is sound. */
export function structuralFaults(pdf: Buffer): string {
  return withPdfFile(pdf, (file) => {
    try {
      const report = run('qpdf', ['--check', file]);
      return report.includes('No syntax or stream encoding errors found') ? '' : report;
    } catch (failure) {
      return String(failure);
    }
  });
}

/** What a phone reads from a printed page, counted from 1. */
export function qrTexts(pdf: Buffer, page = 1): string[] {
  return withPdfFile(pdf, (file, folder) => {
    run('pdftoppm', ['-r', '300', '-f', String(page), '-png', '-singlefile', file, join(folder, 'page')]);
    return run('zbarimg', ['--quiet', '--raw', join(folder, 'page.png')])
      .trim()
      .split('\n');
  });
}

/** The file as another program writes it again; `OUT` in the arguments stands for the new file, `IN` for the old. */
export function savedAgain(pdf: Buffer, program: string, args: readonly string[]): Buffer {
  return withPdfFile(pdf, (file, folder) => {
    const out = join(folder, 'again.pdf');
    run(
      program,
      args.map((arg) => (arg === 'IN' ? file : arg === 'OUT' ? out : arg)),
    );
    return readFileSync(out);
  });
}

function run(program: string, args: readonly string[]): string {
  return execFileSync(program, args, { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] }).toString();
}
