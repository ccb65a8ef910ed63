/** Organisations, persons, accounts, roles and sign-in. What people are nominated for and taught lives in the rooms above. */

import type { EntityClass } from '#libs/platform';
import { Account } from './account.entity.js';
import { AccountRole } from './account-role.entity.js';
import { PersonDistinction } from './merge/person-distinction.entity.js';
import { PersonMerge } from './merge/person-merge.entity.js';
import { Organisation } from './organisation.entity.js';
import { Person } from './person.entity.js';
import { PersonOrganisation } from './person-organisation.entity.js';
import { SignIn } from './sign-in.entity.js';

/** The tables of this room. */
export const peopleEntities: EntityClass[] = [
  Organisation,
  Person,
  PersonOrganisation,
  PersonMerge,
  PersonDistinction,
  Account,
  AccountRole,
  SignIn,
];

export {
  type AcceptanceFields,
  type AccountQuery,
  acceptanceFields,
  accountQuery,
  type DeactivationFields,
  deactivationFields,
  type InvitationFields,
  invitationFields,
  type PasswordFields,
  type ProfileChanges,
  passwordFields,
  profileChanges,
  type RoleFields,
  roleFields,
} from './account.fields.js';
export { type AccountStatus, accountStatuses, demoDomain, mayChangeRolesOf } from './account.rules.js';
export { AccountHolds } from './account-holds.js';
export type { AccountWithRoles } from './accounts.repository.js';
export { type AccountCard, AccountsService } from './accounts.service.js';
export { ActorLookup } from './actor-lookup.js';
export { Guesses } from './guesses.js';
export type { Acquaintances } from './intake/acquaintances.js';
export { type Alike, LookalikesOfMany } from './intake/lookalikes-of-many.js';
export { type Arrival, PeopleIntake, type Recognised } from './intake/people-intake.js';
export { type Invitation, InvitationsService } from './invitations.service.js';
export {
  type DistinctionFields,
  type DuplicatesQuery,
  distinctionFields,
  duplicatesQuery,
  type MergeFields,
  mergeFields,
  type ResemblanceFields,
  resemblanceFields,
} from './merge/merge.fields.js';
export { type MergeChoices, type MergeField, mergeFieldNames, type Side } from './merge/merge.rules.js';
export type { DistinctionRecord, MergeRecord } from './merge/merging.repository.js';
export { type MergeHistory, type MergePreview, MergingService } from './merge/merging.service.js';
export { type MergingRoom, PersonMerging } from './merge/person-merging.js';
export { type Reason, type ReasonCode, reasonCodes } from './merge/resemblance.rules.js';
export { type DuplicatePair, type Lookalike, ResemblancesService } from './merge/resemblances.service.js';
export { NameSearch } from './name-search.js';
export {
  type OrganisationChanges,
  type OrganisationFields,
  type OrganisationQuery,
  organisationChanges,
  organisationFields,
  organisationQuery,
  type SuccessionFields,
  successionFields,
} from './organisation.fields.js';
export {
  type Country,
  countries,
  inTreeOrder,
  isOrganisationValid,
  isUnder,
  levelOf,
  type OrganisationKind,
  organisationKinds,
} from './organisation.rules.js';
export { OrganisationLookup } from './organisation-lookup.js';
export type { OrganisationLine } from './organisations.repository.js';
export { OrganisationsService } from './organisations.service.js';
export { PeopleModule } from './people.module.js';
export { accountAccess, invitationTo, mayInviteAll, organisationAccess, personAccess } from './people.policy.js';
export { PeopleService } from './people.service.js';
export {
  type ContactFields,
  contactFields,
  type PersonChanges,
  type PersonFields,
  type PersonQuery,
  personChanges,
  personFields,
  personQuery,
} from './person.fields.js';
export {
  maskedNumber,
  type OwnWords,
  type Sex,
  type SpokenLanguage,
  sexes,
  spokenLanguages,
  type TraineeKind,
  traineeKinds,
} from './person.rules.js';
export type { PersonCard } from './person-disclosure.js';
export { PersonLookup } from './person-lookup.js';
export { PersonReceivers } from './person-receivers.repository.js';
export { PersonSight } from './person-sight.js';
export { knownPerson, ownOrganisation } from './sight.js';
export { type SignInKind, signInKinds } from './sign-in.rules.js';
export { type Credentials, type SignedIn, SignInService } from './sign-in.service.js';
export { digestOf, newSecret } from './tokens.js';
export { TraineeSeats } from './trainee-seats.js';
export { Account, Organisation, Person, SignIn };
