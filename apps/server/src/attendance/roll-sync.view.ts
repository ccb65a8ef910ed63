import { z } from 'zod';
import { isPassing, markStatuses, type SyncedOutcome, syncOutcomes } from '#libs/attendance';
import type { Translator } from '#libs/platform';

type T = ReturnType<Translator['for']>;

export const rollSyncSchema = z.object({
  /** In the order of the marks sent. */
  items: z.array(
    z.object({
      markId: z.string(),
      outcome: z.enum(syncOutcomes),
      /** Why it is refused, and the same in the caller's language. */
      code: z.string().nullable(),
      message: z.string().nullable(),
      /** Refused for now: it may be taken in when it is sent again later. */
      isPassing: z.boolean(),
      /** The open conflict this mark is part of. */
      conflictId: z.string().nullable(),
      /** What stands of this person in this session now: the next mark of the device is based on its `entryId`. */
      standing: z.object({ status: z.enum(markStatuses), entryId: z.string() }).nullable(),
    }),
  ),
});

export const rollSyncResource = (outcomes: readonly SyncedOutcome[], t: T): z.output<typeof rollSyncSchema> => ({
  items: outcomes.map(({ markId, outcome, refusal, conflictId, standing }) => ({
    markId,
    outcome,
    code: refusal?.code ?? null,
    message: refusal && t(`errors.${refusal.code}`, refusal.args),
    isPassing: refusal !== null && isPassing(refusal.code),
    conflictId,
    standing,
  })),
});
