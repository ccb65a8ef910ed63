import { type Actor, allowed, type Decision, firstDenial, hasRole, isAllowed } from '#libs/kernel';
import {
  mayAddFile,
  mayApprovePublication,
  mayBeginVersion,
  mayEdit,
  mayLeaveHold,
  maySubmit,
  type OutputDetail,
  sidesOf,
  sideToSpeak,
} from '#libs/outputs';
import { type ActionView, type Visit, whyNot } from '../web/index.js';

/** The word of the actor's side, when they have one to give. */
function approval(actor: Actor, { output, approvals, hold }: OutputDetail): Decision {
  const side = sideToSpeak(sidesOf(actor), approvals);
  return side && actor.accountId
    ? firstDenial(
        mayApprovePublication(output.status, approvals, { side, accountId: actor.accountId }),
        mayLeaveHold(hold),
      )
    : allowed;
}

/** The course side returns what is submitted, an approving side what is accepted. */
export const mayReturn = (actor: Actor, { output: { status }, reach }: OutputDetail): boolean =>
  (reach.review && status === 'submitted') ||
  (hasRole(actor, 'lao_coordinator', 'vn_coordinator') && status === 'accepted');

/** The steps this person may ever take with this output, as far as they are near: each with the rules' answer. */
export function actionsOf(visit: Visit, detail: OutputDetail): ActionView[] {
  const { actor } = visit;
  const { output, files, tableCount, versions, reach } = detail;
  const { status } = output;
  const isCoordinator = hasRole(actor, 'lao_coordinator', 'vn_coordinator');
  const hasNewer = versions.some(({ versionNumber }) => versionNumber > output.versionNumber);
  const near = (...statuses: string[]) => statuses.includes(status);
  const step = (form: string, path: string, decision: Decision, more: Partial<ActionView> = {}): ActionView => ({
    form,
    action: `/outputs/${output.id}/${path}`,
    label: visit.t(`outputs.action.${form}`),
    tone: '',
    disabled: !isAllowed(decision),
    why: whyNot(visit, decision),
    reason: null,
    ...more,
  });
  const reasoned = (label: string, tone: ActionView['tone']) => ({ reason: visit.t(`outputs.reason.${label}`), tone });
  return [
    reach.draft && near('draft', 'returned')
      ? step('submit', 'submission', maySubmit({ ...output, fileCount: files.length, tableCount }))
      : null,
    isCoordinator && near('submitted', 'accepted')
      ? step('approve', 'publication-approval', approval(actor, detail))
      : null,
    mayReturn(actor, detail) ? step('return', 'return', allowed, reasoned('return', 'secondary')) : null,
    reach.draft && near('published', 'withdrawn')
      ? step('version', 'versions', mayBeginVersion(status, hasNewer), { tone: 'secondary' })
      : null,
    isCoordinator && near('published')
      ? step('withdraw', 'withdrawal', allowed, { reason: whyWithdrawn(visit, detail), tone: 'danger' })
      : null,
  ].filter((action) => action !== null);
}

/** Where the version before comes back into the list, that is said. */
function whyWithdrawn({ t }: Visit, { output, versions }: OutputDetail): string {
  const older = versions.findLast((one) => one.status === 'published' && one.versionNumber < output.versionNumber);
  const isNewest = !versions.some((one) => one.status === 'published' && one.versionNumber > output.versionNumber);
  return older && isNewest
    ? t('outputs.reason.withdrawNewest', { number: older.versionNumber })
    : t('outputs.reason.withdraw');
}

export const editing = (visit: Visit, { output, files, reach }: OutputDetail) => {
  const mayUpload = mayAddFile({ status: output.status, fileCount: files.length });
  return {
    isOpen: reach.draft && isAllowed(mayEdit(output.status)),
    mayUpload: isAllowed(mayUpload),
    whyNoUpload: whyNot(visit, mayUpload),
  };
};
