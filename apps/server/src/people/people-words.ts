import {
  type Actor,
  isGranted,
  type LocalDate,
  type LocalisedText,
  pickText,
  type Role,
  roles,
  sectors,
} from '#libs/kernel';
import {
  type AccountStatus,
  isOrganisationValid,
  levelOf,
  mayInviteAll,
  type OrganisationLine,
  organisationKinds,
  sexes,
  spokenLanguages,
  traineeKinds,
} from '#libs/people';
import { mailAccess } from '#libs/platform';
import type { Visit } from '../web/index.js';

/** Words that several pages about people show. */

export const wordIn = (visit: Visit, text: LocalisedText): string => pickText(text, visit.language).text;

export const isEmpty = (text: LocalisedText): boolean => !(text.lo || text.vi || text.en);

export const kindOptions = (visit: Visit) =>
  organisationKinds.map((value) => ({ value, label: visit.t(`organisations.kind.${value}`) }));

export const countryOptions = (visit: Visit) =>
  ['LA', 'VN'].map((value) => ({ value, label: visit.t(`organisations.country.${value}`) }));

export const sexOptions = (visit: Visit) => sexes.map((value) => ({ value, label: visit.t(`people.sex.${value}`) }));

export const traineeKindOptions = (visit: Visit) =>
  traineeKinds.map((value) => ({ value, label: visit.t(`people.traineeKind.${value}`) }));

export const spokenLanguageOptions = (visit: Visit) =>
  spokenLanguages.map((value) => ({ value, label: visit.t(`people.language.${value}`) }));

/** One list of sectors for people and for outputs, in the same words. */
export const sectorOptions = (visit: Visit) =>
  sectors.map((value) => ({ value, label: visit.t(`outputs.sector.${value}`) }));

export const languageOptions = (visit: Visit) =>
  ['lo', 'vi', 'en'].map((value) => ({ value, label: visit.t(`layout.languages.${value}`) }));

export const roleWords = (visit: Visit, held: readonly Role[]): string =>
  held.map((role) => visit.t(`layout.roles.${role}`)).join(', ');

export const roleOptions = (visit: Visit, offered: readonly Role[] = roles) =>
  offered.map((value) => ({ value, label: visit.t(`layout.roles.${value}`) }));

/** The roles this actor may invite somebody to. */
export const invitableRoles = (actor: Actor): Role[] => roles.filter((role) => mayInviteAll(actor, [role]));

/** The tree as a drop-down: what lies below is set in. */
export const organisationOptions = (visit: Visit, tree: readonly OrganisationLine[]) => {
  const top = Math.min(...tree.map(({ path }) => levelOf(path)));
  return tree.map(({ id, name, path }) => ({
    value: id,
    label: `${'\u2003'.repeat(levelOf(path) - top)}${wordIn(visit, name)}`,
  }));
};

const statusTones: Readonly<Record<AccountStatus, string>> = {
  invited: 'attention',
  active: 'good',
  deactivated: 'neutral',
};

export const accountBadge = (visit: Visit, status: AccountStatus) => ({
  text: visit.t(`accounts.status.${status}`),
  tone: statusTones[status],
});

/** Shown only when an organisation is not alive today. */
export const lifeBadge = (
  visit: Visit,
  organisation: { validFrom: LocalDate; validTo: LocalDate | null },
  today: LocalDate,
) => {
  if (isOrganisationValid(organisation, today)) return null;
  const life = organisation.validFrom > today ? 'future' : 'ended';
  return { text: visit.t(`organisations.life.${life}`), tone: 'neutral' };
};

/** Tabs of administration; each is a page of its own. */
export const adminTabs = (visit: Visit, current: 'accounts' | 'organisations' | 'mails') => [
  { label: visit.t('layout.nav.accounts'), href: '/admin', current: current === 'accounts' },
  { label: visit.t('layout.nav.organisations'), href: '/organisations', current: current === 'organisations' },
  ...(isGranted(visit.actor, mailAccess.read)
    ? [{ label: visit.t('layout.nav.mails'), href: '/mails', current: current === 'mails' }]
    : []),
];
