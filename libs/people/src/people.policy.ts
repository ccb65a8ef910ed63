import { type AccessRow, type Actor, accessRow, coChairs, everyRole, isGranted, type Role } from '#libs/kernel';

export const organisationAccess = {
  read: accessRow('organisation.read', { ...everyRole('A'), consumer: 'P' }),
  create: accessRow('organisation.create', { admin: 'A' }),
  edit: accessRow('organisation.edit', { admin: 'A' }),
  succeed: accessRow('organisation.succeed', { admin: 'A' }),
};

export const personAccess = {
  /** Viet Nam: whoever was ever selected. Instructors: whoever sits in their runs. */
  read: accessRow('person.read', {
    nominator: 'O',
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('M'),
    instructor: 'CM',
    trainee: 'S',
    auditor: 'M',
    admin: 'M',
  }),
  /** Identity number and birth date. */
  readIdentity: accessRow('person.read_identity', {
    nominator: 'O',
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    trainee: 'S',
    auditor: 'M',
  }),
  create: accessRow('person.create', { nominator: 'O', lao_coordinator: 'A' }),
  /** "This looks like…": among whom the actor sees anyway. */
  resemblances: accessRow('person.resemblances', { nominator: 'O', lao_coordinator: 'A' }),
  /** Merge duplicates, or tell two apart. */
  merge: accessRow('person.merge', { lao_coordinator: 'A' }),
  /** A trainee edits their own contact, and nothing else. */
  edit: accessRow('person.edit', { nominator: 'O', lao_coordinator: 'A', trainee: 'S' }),
};

export const accountAccess = {
  read: accessRow('account.read', {
    nominator: 'OM',
    lao_coordinator: 'M',
    vn_coordinator: 'M',
    ...coChairs('M'),
    instructor: 'S',
    trainee: 'S',
    auditor: 'M',
    admin: 'A',
    consumer: 'S',
  }),
  inviteNominator: accessRow('account.invite_nominator', { lao_coordinator: 'A', admin: 'A' }),
  inviteInstructor: accessRow('account.invite_instructor', { vn_coordinator: 'A', admin: 'A' }),
  /** Only somebody with a confirmed seat. */
  inviteTrainee: accessRow('account.invite_trainee', { lao_coordinator: 'A', vn_coordinator: 'A', admin: 'A' }),
  inviteConsumer: accessRow('account.invite_consumer', { lao_coordinator: 'A', vn_coordinator: 'A', admin: 'A' }),
  inviteOther: accessRow('account.invite_other', { admin: 'A' }),
  /** Whoever may invite somebody: who opens the form. Which role is asked row by row. */
  invite: accessRow('account.invite', { lao_coordinator: 'A', vn_coordinator: 'A', admin: 'A' }),
  setRoles: accessRow('account.set_roles', { admin: 'A' }),
  deactivate: accessRow('account.deactivate', { admin: 'A' }),
  endSignIns: accessRow('account.end_sign_ins', { admin: 'A' }),
  own: accessRow('account.own', everyRole('S')),
};

const invitations: Readonly<Partial<Record<Role, AccessRow>>> = {
  nominator: accountAccess.inviteNominator,
  instructor: accountAccess.inviteInstructor,
  trainee: accountAccess.inviteTrainee,
  consumer: accountAccess.inviteConsumer,
};

/** The row that decides who may invite somebody to `role`. */
export const invitationTo = (role: Role): AccessRow => invitations[role] ?? accountAccess.inviteOther;

export const mayInviteAll = (actor: Actor, roles: readonly Role[]): boolean =>
  roles.every((role) => isGranted(actor, invitationTo(role)));
