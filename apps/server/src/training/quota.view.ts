import { z } from 'zod';
import { type CourseRun, type QuotaRow, seatsBeyondCapacity } from '#libs/training';
import { localisedSchema } from './training.view.js';

export const quotasSchema = z.object({
  runId: z.string(),
  capacity: z.number().int(),
  seatsTaken: z.number().int(),
  /** How many seats the quotas shown add up to beyond the capacity; a warning, not a fault. */
  beyondCapacity: z.number().int(),
  items: z.array(
    z.object({
      organisationId: z.string(),
      organisationName: localisedSchema,
      seats: z.number().int(),
      /** Confirmed and held. */
      taken: z.number().int(),
    }),
  ),
  /** Of the run: what an edit names in `If-Match`. */
  version: z.number().int(),
});

export const quotasResource = ({
  run,
  quotas,
}: {
  run: CourseRun;
  quotas: QuotaRow[];
}): z.output<typeof quotasSchema> => ({
  runId: run.id,
  capacity: run.capacity,
  seatsTaken: run.seatsTaken,
  beyondCapacity: seatsBeyondCapacity(quotas, run.capacity),
  items: quotas.map(({ organisationId, organisationName, seats, taken }) => ({
    organisationId,
    organisationName,
    seats,
    taken,
  })),
  version: run.version,
});
