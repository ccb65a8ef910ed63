import { Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { isGranted } from '#libs/kernel';
import {
  AccountsService,
  accountAccess,
  contactFields,
  type PasswordFields,
  PeopleService,
  passwordFields,
  personAccess,
  profileChanges,
  SignInService,
} from '#libs/people';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { mePage } from './me-page.view.js';

const version = z.number().int();
const profileForm = profileChanges.extend({ version });
const contactForm = contactFields.extend({ version });

@Pages('me')
export class MePages {
  constructor(
    private readonly accounts: AccountsService,
    private readonly signIns: SignInService,
    private readonly people: PeopleService,
  ) {}

  @Get()
  @Allow(accountAccess.own)
  @Shows('me/show')
  async show(visit: Visit) {
    const { actor } = visit;
    const mayEditContact = actor.personId !== null && isGranted(actor, personAccess.edit);
    const person = mayEditContact ? await this.people.get(actor, actor.personId ?? '') : null;
    return mePage(visit, await this.accounts.me(actor), await this.signIns.mine(actor), person);
  }

  @Post('profile')
  @Allow(accountAccess.own)
  @Form('show', 'profile', profileForm)
  async changeProfile(visit: Visit, { version, ...changes }: z.output<typeof profileForm>) {
    await this.accounts.changeProfile(visit.actor, version, changes);
    const language = changes.language ?? visit.language;
    return visit.to(`/me?lang=${language}`, 'accounts.notice.profileSaved');
  }

  @Post('contact')
  @Allow(personAccess.edit)
  @Form('show', 'contact', contactForm)
  async changeContact(visit: Visit, { version, ...contact }: z.output<typeof contactForm>) {
    await this.people.edit(visit.actor, visit.actor.personId ?? '', version, contact);
    return visit.to('/me', 'accounts.notice.contactSaved');
  }

  @Post('password')
  @Allow(accountAccess.own)
  @Form('show', 'password', passwordFields)
  async changePassword(visit: Visit, fields: PasswordFields) {
    await this.accounts.changePassword(visit.actor, fields);
    return visit.to('/me', 'accounts.notice.passwordChanged');
  }

  @Post('sign-ins/:id/ending')
  @Allow(accountAccess.own)
  @Form('show', 'end-sign-in')
  async endSignIn(visit: Visit) {
    await this.signIns.end(visit.actor, visit.id());
    return visit.to('/me', 'accounts.notice.signInEnded');
  }
}
