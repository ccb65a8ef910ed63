import { type Actor, accessRow, coChairs, hasRole } from '#libs/kernel';
import type { NominationStatus, Party } from './nomination.rules.js';

/** The nomination rows of the access matrix. On `A` of a coordinator: once submitted (Laos), once selected (Viet Nam). */
export const nominationAccess = {
  nominate: accessRow('nomination.nominate', { nominator: 'O', lao_coordinator: 'A' }),
  read: accessRow('nomination.read', {
    nominator: 'O',
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('M'),
    trainee: 'S',
    auditor: 'AM',
  }),
  /** The mails that tell of it: those that concern a coordinator's side, an organisation's own and the person's own. */
  readMails: accessRow('nomination.read_mails', {
    nominator: 'OM',
    lao_coordinator: 'M',
    vn_coordinator: 'M',
    trainee: 'S',
  }),
  select: accessRow('nomination.select', { lao_coordinator: 'A' }),
  return: accessRow('nomination.return', { lao_coordinator: 'A', vn_coordinator: 'A' }),
  liftBlock: accessRow('nomination.lift_block', { lao_coordinator: 'A' }),
  confirm: accessRow('nomination.confirm', { vn_coordinator: 'A' }),
  unlockSubstitution: accessRow('nomination.unlock_substitution', { vn_coordinator: 'A' }),
  withdraw: accessRow('nomination.withdraw', { nominator: 'O', lao_coordinator: 'A', trainee: 'S' }),
};

export const enrolmentAccess = {
  roster: accessRow('enrolment.roster', {
    nominator: 'O',
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('M'),
    instructor: 'CM',
    auditor: 'AM',
  }),
};

interface Of {
  personId: string;
  /** Path of the nominating organisation. */
  organisationPath: string;
}

const isBelow = (path: string, actor: Actor): boolean =>
  actor.organisationPath !== null && path.startsWith(actor.organisationPath);

/** As whom the actor may act on a nomination, the preferred first: one person may hold several roles. */
export function partiesOf(actor: Actor, { personId, organisationPath }: Of): Party[] {
  const claims: [Party, boolean][] = [
    ['rule', actor.kind === 'rule'],
    ['organisation', hasRole(actor, 'nominator') && isBelow(organisationPath, actor)],
    ['person', hasRole(actor, 'trainee') && actor.personId === personId],
    ['lao', hasRole(actor, 'lao_coordinator') || actor.kind === 'operator'],
    ['vn', hasRole(actor, 'vn_coordinator') || actor.kind === 'operator'],
    // The Lao coordinator does on an organisation's behalf what the organisation may; it is recorded so.
    ['organisation', hasRole(actor, 'lao_coordinator') || actor.kind === 'operator'],
  ];
  return [...new Set(claims.flatMap(([party, holds]) => (holds ? [party] : [])))];
}

/** True when what the organisation does is done for it by somebody who is not of it. */
export const isOnBehalf = (actor: Actor, as: Party, organisationPath: string): boolean =>
  as === 'organisation' && !(hasRole(actor, 'nominator') && isBelow(organisationPath, actor));

/** In which states a nomination waits on a step of this person. */
export function waitingOn(actor: Actor): NominationStatus[] {
  const waiting: [boolean, NominationStatus[]][] = [
    [hasRole(actor, 'nominator'), ['draft', 'returned']],
    [hasRole(actor, 'lao_coordinator'), ['submitted']],
    [hasRole(actor, 'vn_coordinator'), ['selected']],
  ];
  return waiting.flatMap(([holds, statuses]) => (holds ? statuses : []));
}
