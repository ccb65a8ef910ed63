import { z } from 'zod';
import { pickText } from '#libs/kernel';
import { type Comparison, difference, type OutputDetail } from '#libs/outputs';
import type { RunRow } from '#libs/training';
import type { Visit } from '../web/index.js';
import { statusBadge } from './output-words.js';
import { partWords } from './part-words.js';
import { outputCrumbs } from './review.view.js';

const version = z.object({ id: z.string(), versionNumber: z.number().int() });

export const comparisonSchema = z.object({
  before: version,
  after: version,
  parts: z.array(
    z.object({
      /** Address of the part, such as `content.steps.1.title.lo` or `tables.ports.columns.code`. */
      part: z.string(),
      before: z.string(),
      after: z.string(),
      change: z.enum(['same', 'changed', 'added', 'removed']),
    }),
  ),
});

const versionOf = ({ output: { id, versionNumber } }: OutputDetail) => ({ id, versionNumber });

export const comparisonResource = ({ before, after, parts }: Comparison): z.output<typeof comparisonSchema> => ({
  before: versionOf(before),
  after: versionOf(after),
  parts,
});

const tones = { same: 'neutral', changed: 'progress', added: 'good', removed: 'bad' } as const;

/** `comparison` is null while there is no other version. */
export function comparisonPage(visit: Visit, run: RunRow, detail: OutputDetail, comparison: Comparison | null) {
  const { output, versions } = detail;
  const title = visit.t('output-review.comparison.title');
  const heading = (side: OutputDetail) => ({
    label: visit.t('outputs.versionNumber', { number: side.output.versionNumber }),
    href: `/outputs/${side.output.id}`,
    badge: statusBadge(visit, side.output.status),
  });
  return {
    title: `${title}: ${pickText(output.title, visit.language).text}`,
    heading: title,
    breadcrumb: outputCrumbs(visit, run, output, title),
    versions: versions
      .filter(({ id }) => id !== output.id)
      .map(({ id, versionNumber }) => ({
        href: `/outputs/${output.id}/comparison?with=${id}`,
        label: visit.t('outputs.versionNumber', { number: versionNumber }),
      })),
    sides: comparison ? { before: heading(comparison.before), after: heading(comparison.after) } : null,
    rows: (comparison?.parts ?? []).map((compared) => partRow(visit, compared)),
  };
}

/** What both have in common at its beginning and end, and what is gone and has come between. */
function partRow(visit: Visit, { part, before, after, change }: Comparison['parts'][number]) {
  const word = (value: string) => valueWord(visit, part, value);
  const { start, before: gone, after: come, end } = difference(word(before), word(after));
  const badge = { text: visit.t(`output-review.change.${change}`), tone: tones[change] };
  return { part: partWords(visit, part), isSame: change === 'same', badge, start, gone, come, end };
}

const codes: Readonly<Record<string, string>> = {
  kind: 'outputs.kind',
  sector: 'outputs.sector',
  zone: 'outputs.zone',
  accessLevel: 'outputs.access',
  gate: 'outputs.gate',
  criteria: 'outputs.criterion',
  licence: 'outputs.licence',
  province: 'places.province',
};

function valueWord({ t }: Visit, part: string, value: string): string {
  const words = codes[part.split('.')[0]!];
  return words && value ? t(`${words}.${value}`) : value;
}
