import { Module } from '@nestjs/common';
import { AccountHolds } from './account-holds.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';
import { ActorLookup } from './actor-lookup.js';
import { Guesses } from './guesses.js';
import { IdentityNumbers } from './identity-numbers.js';
import { LookalikesOfMany } from './intake/lookalikes-of-many.js';
import { PeopleIntake } from './intake/people-intake.js';
import { PeopleIntakeRepository } from './intake/people-intake.repository.js';
import { InvitationsService } from './invitations.service.js';
import { InvitedPeople } from './invited-people.js';
import { MergingRepository } from './merge/merging.repository.js';
import { MergingService } from './merge/merging.service.js';
import { OneRecord } from './merge/one-record.js';
import { PersonMerging } from './merge/person-merging.js';
import { ResemblancesRepository } from './merge/resemblances.repository.js';
import { ResemblancesService } from './merge/resemblances.service.js';
import { SimilarityKeys } from './merge/similarity-keys.js';
import { NameSearch } from './name-search.js';
import { OrganisationLookup } from './organisation-lookup.js';
import { OrganisationsRepository } from './organisations.repository.js';
import { OrganisationsService } from './organisations.service.js';
import { Passwords } from './passwords.js';
import { PeopleRepository } from './people.repository.js';
import { PeopleService } from './people.service.js';
import { PersonDisclosure } from './person-disclosure.js';
import { PersonIdentity } from './person-identity.js';
import { PersonLookup } from './person-lookup.js';
import { PersonReceivers } from './person-receivers.repository.js';
import { PersonSight } from './person-sight.js';
import { SignInService } from './sign-in.service.js';
import { SignInAttempts } from './sign-in-attempts.js';
import { SignInSweep } from './sign-in-sweep.js';
import { SignInsRepository } from './sign-ins.repository.js';
import { SignInTokens } from './tokens.js';
import { TraineeSeats } from './trainee-seats.js';

const open = [
  OrganisationsService,
  OrganisationLookup,
  PeopleService,
  PersonLookup,
  PersonReceivers,
  PersonSight,
  NameSearch,
  AccountsService,
  AccountHolds,
  ActorLookup,
  InvitationsService,
  SignInService,
  TraineeSeats,
  PersonMerging,
  MergingService,
  ResemblancesService,
  PeopleIntake,
  LookalikesOfMany,
  Guesses,
];

@Module({
  providers: [
    ...open,
    OrganisationsRepository,
    PeopleRepository,
    AccountsRepository,
    SignInsRepository,
    PersonDisclosure,
    PersonIdentity,
    InvitedPeople,
    IdentityNumbers,
    Passwords,
    SignInTokens,
    SignInAttempts,
    SignInSweep,
    MergingRepository,
    OneRecord,
    ResemblancesRepository,
    SimilarityKeys,
    PeopleIntakeRepository,
  ],
  exports: open,
})
export class PeopleModule {}
