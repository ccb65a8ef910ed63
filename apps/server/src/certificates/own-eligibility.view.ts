import { z } from 'zod';
import { unitsToSpare } from '#libs/attendance';
import { batchStatuses, type Prospect } from '#libs/certificates';
import { perWhom, runStatuses } from '#libs/training';
import { conditionResource, conditionSchema } from './batch.view.js';
import { localisedSchema } from './certificate.view.js';

/** How one stands before a certificate of one's own, condition by condition. */

const date = z.iso.date();
const units = z.number().int();

export const ownEligibilitySchema = z.object({
  items: z.array(
    z.object({
      enrolmentId: z.string(),
      runId: z.string(),
      runCode: z.string(),
      runStatus: z.enum(runStatuses),
      course: localisedSchema,
      startsOn: date,
      endsOn: date,
      isEligible: z.boolean(),
      /** The decision on whose list one stands; null while one is on none. */
      listed: z.enum(batchStatuses).nullable(),
      attendance: z.object({
        isMet: z.boolean(),
        attendedUnits: units,
        /** Of the whole run, those to come included. */
        plannedUnits: units,
        missedUnits: units,
        /** Per cent of the planned units. */
        threshold: units,
        neededUnits: units,
        /** How many may still be missed. */
        spareUnits: units,
        /** False when attending all that is left would not be enough. */
        canReach: z.boolean(),
      }),
      /** One for each kind that the run requires; `outputId` and `status` of one's own that is not accepted yet. */
      outputs: z.array(
        z.object({
          kind: z.string(),
          /** Who delivers: the run as a whole, each trainee alone or with others, or each trainee alone. */
          per: z.enum(perWhom),
          isMet: z.boolean(),
          dueOn: date.nullable(),
          outputId: z.string().nullable(),
          status: z.enum(['draft', 'returned', 'submitted']).nullable(),
        }),
      ),
      /** Null where the run has none. */
      assessment: z.object({ isMet: z.boolean(), isRecorded: z.boolean() }).nullable(),
      /** Every condition that is not met. */
      unmet: z.array(conditionSchema),
      /** Why no certificate could be drawn although all conditions are met. */
      hindrance: conditionSchema.nullable(),
    }),
  ),
});

export type OwnStanding = z.output<typeof ownEligibilitySchema>['items'][number];

export function ownStanding({ run, eligibility, underWay, hindrance, listed }: Prospect): OwnStanding {
  const { enrolment, rate, conditions, unmet, isEligible } = eligibility;
  const { plannedUnits, attendedUnits, missedUnits, canReach } = rate;
  const threshold = run.attendanceThreshold;
  const spare = unitsToSpare(plannedUnits, threshold);
  const isMet = (name: string) => conditions.some((one) => one.name === name && one.unmet === null);
  const assessment = conditions.find(({ name }) => name === 'assessment');
  return {
    enrolmentId: enrolment.id,
    runId: run.id,
    runCode: run.code,
    runStatus: run.status,
    course: { ...run.courseTitle },
    startsOn: run.startsOn,
    endsOn: run.endsOn,
    isEligible,
    listed,
    attendance: {
      isMet: isMet('attendance'),
      attendedUnits,
      plannedUnits,
      missedUnits,
      threshold,
      neededUnits: plannedUnits - spare,
      spareUnits: Math.max(0, spare - missedUnits),
      canReach,
    },
    outputs: conditions.flatMap((condition) => (condition.name === 'output' ? [outputOf(condition)] : [])),
    assessment: assessment
      ? { isMet: assessment.unmet === null, isRecorded: assessment.unmet !== 'assessment_missing' }
      : null,
    unmet: unmet.map(conditionResource),
    hindrance: hindrance && conditionResource({ code: hindrance.denied, args: hindrance.args }),
  };

  function outputOf(condition: (typeof conditions)[number]) {
    const kind = String(condition.args.kind);
    const own = condition.unmet ? underWay.get(kind) : undefined;
    const required = run.requiredOutputs.find((one) => one.kind === kind);
    return {
      kind,
      per: required?.per ?? 'run',
      isMet: condition.unmet === null,
      dueOn: required?.dueOn ?? null,
      outputId: own?.id ?? null,
      status: own?.status ?? null,
    };
  }
}
