/** What one version says, part by part: an address such as `content.steps.1.title.lo` with its words. */
export type Said = ReadonlyMap<string, string>;

export type Change = 'same' | 'changed' | 'added' | 'removed';

/** One part of two versions beside each other. Empty where it says nothing. */
export interface Compared {
  part: string;
  before: string;
  after: string;
  change: Change;
}

/** The version before, or where there is none the next: what one is compared with unless another is named. */
export function nearestVersion<Version extends { id: string; versionNumber: number }>(
  output: Version,
  versions: readonly Version[],
): Version | undefined {
  const others = versions.filter(({ id }) => id !== output.id);
  return others.findLast(({ versionNumber }) => versionNumber < output.versionNumber) ?? others[0];
}

/** Every part that one of the two has, in the order of the newer, what is gone where it stood. */
export function compare(before: Said, after: Said): Compared[] {
  const parts = [...after.keys()];
  let at = 0;
  for (const part of before.keys()) {
    if (after.has(part)) at = parts.indexOf(part) + 1;
    else parts.splice(at++, 0, part);
  }
  return parts.map((part) => {
    const [was, is] = [before.get(part) ?? '', after.get(part) ?? ''];
    return { part, before: was, after: is, change: changeOf(was, is) };
  });
}

function changeOf(before: string, after: string): Change {
  if (before === after) return 'same';
  if (before === '') return 'added';
  return after === '' ? 'removed' : 'changed';
}

/** Every value under the names that lead to it; what says nothing is left out. Lists are counted from 1. */
export function saidBy(value: unknown, name: string): [string, string][] {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value !== 'object') return [[name, String(value)]];
  const entries = Array.isArray(value) ? value.map((each, at) => [at + 1, each] as const) : Object.entries(value);
  return entries.flatMap(([key, each]) => saidBy(each, `${name}.${key}`));
}

const graphemes = new Intl.Segmenter('lo', { granularity: 'grapheme' });
const cut = (text: string) => [...graphemes.segment(text)].map(({ segment }) => segment);

/** What two texts share at their beginning and end, and what differs between: never cut inside a syllable's marks. */
export function difference(before: string, after: string) {
  const [was, is] = [cut(before), cut(after)];
  const most = Math.min(was.length, is.length);
  let start = 0;
  while (start < most && was[start] === is[start]) start++;
  let end = 0;
  while (end < most - start && was.at(-1 - end) === is.at(-1 - end)) end++;
  const between = (parts: string[]) => parts.slice(start, parts.length - end).join('');
  return {
    start: was.slice(0, start).join(''),
    before: between(was),
    after: between(is),
    end: was.slice(was.length - end).join(''),
  };
}
