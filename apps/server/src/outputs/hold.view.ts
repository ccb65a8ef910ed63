import { z } from 'zod';
import { isAllowed, pickText } from '#libs/kernel';
import { type Hold, holdStates, mayClear, mayLookAgain, type OutputFinding } from '#libs/outputs';
import { personalDataKinds } from '#libs/platform';
import type { RunRow } from '#libs/training';
import type { Visit } from '../web/index.js';
import { partWords } from './part-words.js';
import { holdBadge, outputCrumbs } from './review.view.js';

const instant = z.iso.datetime();

export const holdSchema = z.object({
  outputId: z.string(),
  state: z.enum(holdStates),
  submittedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** Why the look failed. */
  fault: z.string().nullable(),
  findings: z.array(
    z.object({
      kind: z.enum(personalDataKinds),
      place: z.object({
        source: z.enum(['text', 'file', 'table']),
        name: z.string(),
        sheet: z.string().nullable(),
        columns: z.array(z.string()),
        row: z.number().int().nullable(),
      }),
      /** What was seen first, with most of it hidden. */
      sample: z.string(),
      count: z.number().int(),
    }),
  ),
  clearance: z.object({ reason: z.string(), at: instant }).nullable(),
  version: z.number().int(),
});

export const holdResource = ({ output, state, look, findings }: Hold): z.output<typeof holdSchema> => ({
  outputId: output.id,
  state,
  submittedAt: output.submittedAt?.toISOString() ?? null,
  endedAt: look?.endedAt?.toISOString() ?? null,
  fault: look?.fault ?? null,
  findings: findings.map(({ kind, place: { source, name, sheet, columns, row }, sample, count }) => ({
    kind,
    place: { source, name, sheet: sheet ?? null, columns: columns ?? [], row: row ?? null },
    sample,
    count,
  })),
  clearance: look?.clearedAt ? { reason: look.clearReason ?? '', at: look.clearedAt.toISOString() } : null,
  version: look?.version ?? 0,
});

export function holdPage(visit: Visit, run: RunRow, hold: Hold) {
  const { output, state, look, findings } = hold;
  const title = visit.t('output-review.hold.title');
  return {
    title: `${title}: ${pickText(output.title, visit.language).text}`,
    heading: title,
    breadcrumb: outputCrumbs(visit, run, output, title),
    badge: output.submittedAt ? holdBadge(visit, state) : null,
    text: output.submittedAt ? visit.t(`output-review.hold.text.${state}`) : visit.t('output-review.hold.notSubmitted'),
    fault: look?.fault ? visit.t(`output-review.hold.fault.${look.fault}`) : null,
    findings: findings.map((finding) => findingRow(visit, output.id, finding)),
    clearance: look?.clearedAt ? { at: look.clearedAt, reason: look.clearReason } : null,
    clear: hold.mayClear && isAllowed(mayClear(output.status, state)) ? `/outputs/${output.id}/hold-clearance` : null,
    again: hold.mayClear && isAllowed(mayLookAgain(output.status, state)) ? `/outputs/${output.id}/hold-look` : null,
  };
}

const findingRow = (visit: Visit, outputId: string, { kind, place, sample, count }: OutputFinding) => ({
  /** Where the rows can be looked at. */
  href: place.source === 'table' ? `/outputs/${outputId}/tables` : null,
  kind: visit.t(`output-review.finding.${kind}`),
  what: visit.t(`output-review.finding.source.${place.source}`, {
    name: place.source === 'text' ? partWords(visit, place.name) : place.name,
  }),
  where: [
    place.sheet ? visit.t('output-review.finding.sheet', { name: place.sheet }) : '',
    place.columns?.length ? visit.t('output-review.finding.column', { name: place.columns.join(' + ') }) : '',
    place.row ? visit.t('output-review.finding.row', { number: place.row }) : '',
  ]
    .filter(Boolean)
    .join(', '),
  sample,
  count,
});
