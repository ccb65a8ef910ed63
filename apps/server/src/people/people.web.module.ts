import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { AccountsApi } from './account.api.js';
import { AccountPages } from './account.pages.js';
import { InvitationsApi } from './invitation.api.js';
import { InvitationPages } from './invitation.pages.js';
import { MeApi } from './me.api.js';
import { MePages } from './me.pages.js';
import { OrganisationsApi } from './organisation.api.js';
import { OrganisationPages } from './organisation.pages.js';
import { PeopleApi } from './person.api.js';
import { PeoplePages } from './person.pages.js';

/** Organisations, persons and accounts, for programs and for people. */
@Module({
  imports: [PeopleModule],
  controllers: [
    OrganisationsApi,
    PeopleApi,
    AccountsApi,
    MeApi,
    InvitationsApi,
    OrganisationPages,
    PeoplePages,
    AccountPages,
    MePages,
    InvitationPages,
  ],
})
export class PeopleWebModule {}
