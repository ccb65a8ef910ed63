import { allowed, type Decision, denied, type Role, searchKey, sortKey } from '#libs/kernel';

export const accountStatuses = ['invited', 'active', 'deactivated'] as const;
export type AccountStatus = (typeof accountStatuses)[number];

/** An invitation can be accepted for this many days. */
export const invitationDays = 14;

/** Addresses of the invented accounts; production refuses to start while one is there. */
export const demoDomain = '@demo.example';

/** What an account must belong to before a role makes sense: without it the role would see nothing. */
const belongsTo: Readonly<Partial<Record<Role, 'organisation' | 'person'>>> = {
  nominator: 'organisation',
  instructor: 'person',
  trainee: 'person',
};

export function mayHoldRoles(
  roles: readonly Role[],
  account: { organisationId: string | null; personId: string | null },
): Decision {
  for (const role of roles) {
    if (belongsTo[role] === 'organisation' && !account.organisationId)
      return denied('account.needs_organisation', { role });
    if (belongsTo[role] === 'person' && !account.personId) return denied('account.needs_person', { role });
  }
  return allowed;
}

/** Nobody changes their own rights. */
export const mayChangeRolesOf = (accountId: string, actorAccountId: string | null): Decision =>
  accountId === actorAccountId ? denied('account.own_roles') : allowed;

/** `otherAdmins`: active accounts with the role admin beside this one. */
export const mayLoseAdmin = (isActiveAdmin: boolean, otherAdmins: number): Decision =>
  isActiveAdmin && otherAdmins === 0 ? denied('account.last_admin') : allowed;

/** `s••••@demo.example`: enough to recognise, not to write to. */
export function maskedEmail(email: string): string {
  const [name, domain] = email.split('@');
  return `${[...(name ?? '')][0] ?? ''}••••@${domain ?? ''}`;
}

/** Found by name alone: an address that is shown masked must not be guessed by searching. */
export const accountKeys = (name: string) => ({ searchKey: searchKey(name), sortKey: sortKey(name).slice(0, 600) });
