import { allowed, type Decision, denied, type FieldError, type LocalDate } from '#libs/kernel';
import type { RunStatus } from '#libs/training';

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

/** Certificates say that the whole run was attended: they are decided on once it is over. */
export const mayPrepareFor = ({ status }: { status: RunStatus }): Decision =>
  ['completed', 'closed'].includes(status) ? allowed : denied('certificate_batch.run_not_held');

/** What is wrong with the dates of a decision: nothing is issued before the run has ended or before it is decided. */
export function dateFaults(
  { decisionDate, issuedOn }: { decisionDate: LocalDate; issuedOn: LocalDate },
  { endsOn }: { endsOn: LocalDate },
  latest: LocalDate,
): FieldError[] {
  const pointer = '/issuedOn';
  return [
    ...(issuedOn < decisionDate ? [{ pointer, code: 'certificate_batch.issued_before_decision' }] : []),
    ...(issuedOn < endsOn ? [{ pointer, code: 'certificate_batch.issued_before_end', args: { endsOn } }] : []),
    ...(issuedOn > latest ? [{ pointer, code: 'certificate_batch.issued_too_late', args: { latest } }] : []),
  ];
}

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
