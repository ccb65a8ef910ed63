import { type Placeholder, placeholders, type TemplateValues } from './texts.js';

export type Text = (values: TemplateValues) => string;

const MARK = /\{\{([^{}]*)\}\}/g;

/** What is wrong with a text: a placeholder that certificates do not have, or braces that are none. Null when nothing is. */
export type TextFault = { readonly unknown: string } | { readonly stray: string } | null;

const isPlaceholder = (name: string): name is Placeholder => (placeholders as readonly string[]).includes(name);

export function textFault(text: string): TextFault {
  for (const [, name] of text.matchAll(MARK)) if (!isPlaceholder(name!.trim())) return { unknown: name!.trim() };
  const stray = /[{}]+/.exec(text.replace(MARK, ''));
  return stray ? { stray: stray[0] } : null;
}

/**
 * Plain text whose `{{name}}` we replace by ourselves, once and without looking at what was put in. A line whose
 * placeholders are all empty is left out: nobody's authority is borrowed, no grade was given.
 * @throws Error that names the placeholder or the braces which are not known.
 */
export function plainText(text: string): Text {
  const fault = textFault(text);
  if (fault) throw new Error(`Not a placeholder of certificates: ${'unknown' in fault ? fault.unknown : fault.stray}`);
  const lines = text.split('\n').map(partsOf);
  return (values) =>
    lines
      .filter(({ names }) => names.length === 0 || names.some((name) => values[name] !== ''))
      .map(({ literals, names }) => literals.map((literal, at) => literal + (values[names[at]!] ?? '')).join(''))
      .join('\n');
}

const namesIn = (text: string): string[] => Array.from(text.matchAll(MARK), ([, name]) => name!.trim());

export const placeholdersIn = (text: string): ReadonlySet<string> => new Set(namesIn(text));

/** The first placeholder that stands in a text a second time. */
export const repeatedIn = (text: string): string | undefined =>
  namesIn(text).find((name, at, names) => names.indexOf(name) < at);

/** One literal more than names: they stand in turn. */
function partsOf(line: string): { literals: string[]; names: Placeholder[] } {
  const parts = line.split(MARK);
  return {
    literals: parts.filter((_, at) => at % 2 === 0),
    names: parts.filter((_, at) => at % 2 === 1).map((name) => name.trim()) as Placeholder[],
  };
}
