import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { AccountsApi } from './account.api.js';
import { AccountPages } from './account.pages.js';
import { InvitationsApi } from './invitation.api.js';
import { InvitationPages } from './invitation.pages.js';
import { Lookalikes } from './lookalikes.js';
import { MeApi } from './me.api.js';
import { MePages } from './me.pages.js';
import { MergingApi } from './merging.api.js';
import { MergingPages } from './merging.pages.js';
import { OrganisationsApi } from './organisation.api.js';
import { OrganisationPages } from './organisation.pages.js';
import { PeopleApi } from './person.api.js';
import { PeoplePages } from './person.pages.js';

/** Organisations, persons and accounts, for programs and for people. */
@Module({
  imports: [PeopleModule],
  controllers: [
    OrganisationsApi,
    MergingApi,
    PeopleApi,
    AccountsApi,
    MeApi,
    InvitationsApi,
    OrganisationPages,
    MergingPages,
    PeoplePages,
    AccountPages,
    MePages,
    InvitationPages,
  ],
  providers: [Lookalikes],
  exports: [Lookalikes],
})
export class PeopleWebModule {}
