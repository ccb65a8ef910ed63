import { z } from 'zod';
import { isAllowed, isGranted } from '#libs/kernel';
import { type Finding, isLive, mayLift, type NominationRow, nominationAccess } from '#libs/nominations';
import { eligibilityKinds, ruleLevels } from '#libs/training';
import { findingText, levelBadge } from '../../training/eligibility-words.js';
import type { Visit } from '../../web/index.js';
import { nominationResource, nominationSchema } from '../nomination.view.js';

const findingSchema = z.object({
  /** The kind of the rule. */
  rule: z.enum(eligibilityKinds),
  level: z.enum(ruleLevels),
  /** `age_above`, `language_unknown`, … */
  code: z.string(),
  /** Figures and dates of the finding; lists are codes with commas between them. */
  args: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** A block that the Lao coordinator lifted. */
  lifted: z.boolean(),
});

/** One nomination by itself: with what the rules of the call say of the person. */
export const nominationDetailSchema = nominationSchema.extend({
  /** Null where the reader sees masked fields only; empty where nothing is wrong. */
  findings: z.array(findingSchema).nullable(),
});

export const nominationDetail = (
  row: NominationRow,
  findings: readonly Finding[] | null,
): z.output<typeof nominationDetailSchema> => ({
  ...nominationResource(row),
  findings:
    findings?.map(({ kind, level, code, args, lifted }) => ({ rule: kind, level, code, args: { ...args }, lifted })) ??
    null,
});

const badgeOf = (visit: Visit, { level, lifted }: Finding) =>
  lifted ? { text: visit.t('eligibility.lifted'), tone: 'good' } : levelBadge(visit, level);

/** What the page of a nomination says of the rules; null for readers of masked fields and where the call asks nothing. */
export function eligibilityPanel(
  visit: Visit,
  nomination: NominationRow,
  findings: readonly Finding[] | null,
  isAsked: boolean,
) {
  if (!findings || !isAsked) return null;
  const mayLiftAny = isGranted(visit.actor, nominationAccess.liftBlock) && isLive(nomination.status);
  const liftable = findings.filter(({ kind }) => mayLiftAny && isAllowed(mayLift(findings, kind)));
  const nameOf = ({ kind }: Finding) => visit.t(`eligibility.kind.${kind}`);
  return {
    findings: findings.map((finding) => ({
      rule: nameOf(finding),
      words: findingText(visit, finding),
      badge: badgeOf(visit, finding),
    })),
    lift:
      liftable.length > 0
        ? {
            action: `/nominations/${nomination.id}/eligibility-lift`,
            rules: liftable.map((finding) => ({ value: finding.kind, label: nameOf(finding) })),
            rule: liftable[0]?.kind,
          }
        : null,
  };
}
