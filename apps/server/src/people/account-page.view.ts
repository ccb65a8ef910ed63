import { isAllowed, isGranted, type Role } from '#libs/kernel';
import {
  type AccountCard,
  type AccountQuery,
  accountAccess,
  accountStatuses,
  type Invitation,
  mayChangeRolesOf,
  mayInviteAll,
  type OrganisationLine,
  type PersonCard,
} from '#libs/people';
import type { Configuration, Listing } from '#libs/platform';
import { pagingOfListing, type Visit } from '../web/index.js';
import { invitationUrl } from './account.view.js';
import {
  accountBadge,
  adminTabs,
  invitableRoles,
  languageOptions,
  organisationOptions,
  roleOptions,
  roleWords,
  sexOptions,
  wordIn,
} from './people-words.js';

const crumbs = (visit: Visit, ...more: { label: string; href?: string }[]) => [
  { label: visit.t('layout.nav.accounts'), href: '/admin' },
  ...more,
];

export function accountsPage(visit: Visit, query: AccountQuery, listing: Listing<AccountCard>) {
  const { t, actor } = visit;
  return {
    title: t('accounts.title'),
    lead: t('accounts.lead'),
    tabs: adminTabs(visit, 'accounts'),
    actions: isGranted(actor, accountAccess.invite)
      ? [{ label: t('accounts.invite'), href: '/admin/accounts/new' }]
      : [],
    q: query.q ?? '',
    fields: [
      { name: 'role', label: t('accounts.role'), value: query.role ?? '', options: roleOptions(visit) },
      {
        name: 'status',
        label: t('accounts.statusLabel'),
        value: query.status ?? '',
        options: accountStatuses.map((value) => ({ value, label: t(`accounts.status.${value}`) })),
      },
    ],
    isFiltered: Boolean(query.q || query.role || query.status),
    rows: listing.items.map(({ account, roles, organisation, email }) => ({
      href: `/admin/accounts/${account.id}`,
      name: account.name,
      email,
      roles: roleWords(visit, roles),
      organisation,
      badge: accountBadge(visit, account.status),
    })),
    paging: pagingOfListing(visit, '/admin', listing),
  };
}

export function accountPage(visit: Visit, { account, roles, organisation, email }: AccountCard) {
  const { t, actor } = visit;
  const ownRoles = mayChangeRolesOf(account.id, actor.accountId);
  const isActive = account.status === 'active';
  const mayRenew =
    mayInviteAll(actor, roles) && (account.status === 'invited' || isGranted(actor, accountAccess.setRoles));
  const facts = [
    { label: t('accounts.email'), text: email },
    { label: t('accounts.roles'), text: roleWords(visit, roles) },
    organisation
      ? {
          label: t('accounts.organisation'),
          href: `/organisations/${account.organisationId}`,
          text: wordIn(visit, organisation),
        }
      : null,
    account.personId
      ? { label: t('accounts.person'), href: `/people/${account.personId}`, text: t('accounts.personLink') }
      : null,
    { label: t('layout.language'), text: t(`layout.languages.${account.language}`) },
    { label: t('accounts.createdAt'), instant: account.createdAt },
    account.invitationExpiresAt ? { label: t('accounts.linkUntil'), instant: account.invitationExpiresAt } : null,
  ];
  const at = `/admin/accounts/${account.id}`;
  const mayDeactivate = isGranted(actor, accountAccess.deactivate) && account.status !== 'deactivated';
  const renewal = account.status === 'invited' ? 'renew' : 'resetLink';
  const steps = [
    mayRenew ? { form: 'renew', action: `${at}/invitation`, label: t(`accounts.${renewal}`), tone: 'secondary' } : null,
    isGranted(actor, accountAccess.endSignIns) && isActive
      ? { form: 'sign-out', action: `${at}/sign-out`, label: t('accounts.endSignIns'), tone: 'secondary' }
      : null,
    mayDeactivate
      ? {
          form: 'deactivate',
          action: `${at}/deactivation`,
          label: t('accounts.deactivate'),
          tone: 'danger',
          reason: t('form.reason'),
          submit: t('accounts.deactivateNow'),
        }
      : null,
  ];
  return {
    title: account.name,
    breadcrumb: crumbs(visit, { label: account.name }),
    badge: accountBadge(visit, account.status),
    facts: facts.filter((fact) => fact !== null),
    account: { rolesAction: `${at}/roles`, version: account.version, roles },
    maySetRoles: isGranted(actor, accountAccess.setRoles),
    rolesFixed: isAllowed(ownRoles) ? null : t(`errors.${ownRoles.denied}`),
    roleOptions: roleOptions(visit),
    steps: steps.filter((step) => step !== null),
  };
}

/** `person`: whom the account is for, when it comes from a person's page. */
export function invitationFormPage(visit: Visit, tree: readonly OrganisationLine[], person: PersonCard | null) {
  const offered: Role[] = invitableRoles(visit.actor);
  return {
    title: visit.t('accounts.invite'),
    breadcrumb: crumbs(visit, { label: visit.t('accounts.invite') }),
    roleOptions: roleOptions(visit, offered),
    organisations: organisationOptions(visit, tree),
    languages: languageOptions(visit),
    sexes: sexOptions(visit),
    invitesInstructors: offered.includes('instructor'),
    person: person
      ? { id: person.id, name: person.fullName, email: person.email, roles: ['trainee'] }
      : { id: '', name: '', email: '', roles: [] },
    personName: person?.fullName ?? null,
  };
}

/** The link, shown this once. */
export function invitedPage(
  visit: Visit,
  { account, roles, token, expiresAt }: Invitation,
  configuration: Configuration,
) {
  return {
    title: visit.t('accounts.invited.title'),
    breadcrumb: crumbs(
      visit,
      { label: account.name, href: `/admin/accounts/${account.id}` },
      { label: visit.t('accounts.invited.title') },
    ),
    name: account.name,
    email: account.email,
    roles: roleWords(visit, roles),
    url: invitationUrl(configuration, token),
    expiresAt,
    back: `/admin/accounts/${account.id}`,
  };
}
