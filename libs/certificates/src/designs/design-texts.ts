import type { FieldError } from '#libs/kernel';
import { missingGlyphs } from '#libs/platform';
import { type Placeholder, placeholdersIn, repeatedIn, type TemplateTexts, textFault } from '../render/index.js';

/** A text by its path in the design's texts: `vi/blocks/title`, `lo/rows/grade/label`, `common/scan`. */
export interface NamedText {
  readonly path: string;
  readonly text: string;
}

interface Branch {
  readonly [name: string]: string | Branch | undefined;
}

const walk = (branch: Branch, at: string): NamedText[] =>
  Object.entries(branch).flatMap(([name, below]) =>
    below === undefined
      ? []
      : typeof below === 'string'
        ? [{ path: at + name, text: below }]
        : walk(below, `${at}${name}/`),
  );

export const namedTexts = (texts: object): NamedText[] => walk(texts as Branch, '');

/** Texts with some of them changed; only those there are. Faults name what cannot be printed. */
export function rewritten(texts: TemplateTexts, changes: object): { texts: TemplateTexts; faults: FieldError[] } {
  const copy = structuredClone(texts);
  const known = new Set(namedTexts(texts).map(({ path }) => path));
  const faults = namedTexts(changes).flatMap(({ path, text }): FieldError[] => {
    const pointer = `/texts/${path}`;
    if (!known.has(path)) return [{ pointer, code: 'certificate_design.unknown_text' }];
    put(copy, path.split('/'), text);
    return faultOf(text).map((fault) => ({ pointer, ...fault }));
  });
  return { texts: copy, faults };
}

function faultOf(text: string): Omit<FieldError, 'pointer'>[] {
  const fault = textFault(text);
  if (fault && 'unknown' in fault)
    return [{ code: 'certificate_design.unknown_placeholder', args: { name: fault.unknown } }];
  if (fault) return [{ code: 'certificate_design.stray_braces', args: { braces: fault.stray, sample: '{{title}}' } }];
  // Long values over and over would take a thread longer for a list than it is given.
  const repeated = repeatedIn(text);
  if (repeated !== undefined) return [{ code: 'certificate_design.repeated_placeholder', args: { name: repeated } }];
  const letters = missingGlyphs(text.replaceAll('\n', ' '));
  return letters.length === 0
    ? []
    : [{ code: 'certificate_design.missing_glyphs', args: { letters: letters.join(' ') } }];
}

/** What every certificate says of its holder, its course and its numbers. */
const essentials: readonly Placeholder[] = [
  'title',
  'issuingBody',
  'fullNameLao',
  'fullNameLatin',
  'course',
  'period',
  'issueDate',
  'signatoryName',
  'serial',
  'registerNumber',
  'decisionNumber',
];

/** Of that, what the texts of a language do not say. Written out it would look right in a preview, and be wrong on every other paper. */
export function leftOut({ common, ...columns }: TemplateTexts): Placeholder[] {
  return essentials.filter((name) =>
    Object.values(columns).some(
      (column) => !namedTexts({ common, column }).some(({ text }) => placeholdersIn(text).has(name)),
    ),
  );
}

/** Only along a path that is there. */
function put(branch: object, [head, ...rest]: string[], text: string): void {
  const here = branch as Record<string, unknown>;
  if (rest.length === 0) here[head!] = text;
  else put(here[head!] as object, rest, text);
}
