import { Get, Post } from '@nestjs/common';
import { type AcceptanceFields, acceptanceFields, InvitationsService } from '#libs/people';
import { AllowAnyone, Form, Pages, Shows, type Visit } from '../web/index.js';
import { languageOptions } from './people-words.js';

/** Where an invitation's link leads: whoever holds it sets the password. */
@Pages('invitations')
export class InvitationPages {
  constructor(private readonly invitations: InvitationsService) {}

  @Get(':token')
  @AllowAnyone()
  @Shows('accounts/accept')
  async show(visit: Visit) {
    const { name, email } = await this.invitations.find(visit.params.token);
    return {
      title: visit.t('accounts.accept.title'),
      action: `/invitations/${visit.params.token}`,
      name,
      email,
      language: visit.language,
      languages: languageOptions(visit),
    };
  }

  @Post(':token')
  @AllowAnyone()
  @Form('show', 'acceptance', acceptanceFields)
  async accept(visit: Visit, fields: AcceptanceFields) {
    await this.invitations.accept(visit.params.token, fields);
    return visit.to('/sign-in', 'accounts.notice.accepted');
  }
}
