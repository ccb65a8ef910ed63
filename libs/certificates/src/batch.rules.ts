import { allowed, type Decision, denied } from '#libs/kernel';

export const batchStatuses = ['prepared', 'approved', 'issued', 'returned', 'cancelled'] as const;

export type BatchStatus = (typeof batchStatuses)[number];

export type BatchStep = 'approve' | 'issue' | 'return' | 'cancel' | 'prepare_again';

/** The life of a decision to issue. Anything not listed is refused. */
export const batchLife: Record<BatchStep, { from: readonly BatchStatus[]; to: BatchStatus }> = {
  approve: { from: ['prepared'], to: 'approved' },
  issue: { from: ['approved'], to: 'issued' },
  return: { from: ['prepared'], to: 'returned' },
  cancel: { from: ['prepared', 'returned'], to: 'cancelled' },
  prepare_again: { from: ['returned'], to: 'prepared' },
};

export const mayTake = (step: BatchStep, { status }: { status: BatchStatus }): Decision =>
  batchLife[step].from.includes(status) ? allowed : denied('certificate_batch.wrong_status', { step, status });

/** Whoever prepared a batch never approves it, under whichever account or role. */
export function mayApprove(
  batch: { status: BatchStatus; preparedBy: string; preparedByPerson: string | null },
  approver: { accountId: string | null; personId: string | null },
): Decision {
  const isPreparer =
    approver.accountId === batch.preparedBy ||
    (approver.personId !== null && approver.personId === batch.preparedByPerson);
  return isPreparer ? denied('certificate_batch.approver_is_preparer') : mayTake('approve', batch);
}
