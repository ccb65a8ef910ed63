import { z } from 'zod';
import { type BulkFields, type BulkStep, bulkSteps } from '#libs/nominations';
import { dateField, idField, paragraphField } from '#libs/platform';
import type { Visit } from '../../web/index.js';

/** The form of the second step: reason and date stay empty where the step asks for none. */
export const decisionForm = z
  .strictObject({
    step: z.enum(bulkSteps, 'field.not_a_choice'),
    nominationIds: z.array(idField()).min(1, 'field.required').max(100, 'field.too_many'),
    reason: paragraphField(2000).default(''),
    until: dateField().nullable().default(null),
  })
  .superRefine(({ step, reason, until }, context) => {
    if (step !== 'return') return;
    if (!reason.trim()) context.addIssue({ code: 'custom', path: ['reason'], message: 'field.reason_required' });
    if (!until) context.addIssue({ code: 'custom', path: ['until'], message: 'field.required' });
  });

export type DecisionForm = z.output<typeof decisionForm>;

export const bulkOf = ({ step, nominationIds, reason, until }: DecisionForm): BulkFields => ({
  step,
  nominationIds,
  ...(reason.trim() && { reason }),
  ...(until && { until }),
});

/** What somebody ticked on the board and is about to decide; nothing of it is trusted. */
export interface Asked {
  step: BulkStep;
  ids: string[];
}

const listOf = (value: unknown): string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string' && one !== '');

const stepOf = (value: unknown): BulkStep => bulkSteps.find((step) => step === value) ?? 'selection';

/** From the address (`step`, `who`), or from the form when it was refused. */
export function askedIn(visit: Visit): Asked {
  if (visit.form) return { step: stepOf(visit.form.values.step), ids: listOf(visit.form.values.nominationIds) };
  const { step, who } = visit.request.query as Record<string, unknown>;
  return { step: stepOf(step), ids: listOf(who) };
}

/** The address that carries the ticks along. */
export const withTicks = (path: string, ids: readonly string[], step?: BulkStep): string => {
  const query = new URLSearchParams([...(step ? [['step', step]] : []), ...ids.map((id) => ['who', id])]);
  return query.size > 0 ? `${path}?${query}` : path;
};
