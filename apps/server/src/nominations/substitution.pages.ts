import { Get, Post } from '@nestjs/common';
import {
  NominationsService,
  nominationAccess,
  type SubstitutionFields,
  SubstitutionService,
  substitutionFields,
} from '#libs/nominations';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { substitutionPage } from './nomination-form.view.js';
import { NominationStandings } from './nomination-standings.js';
import { NomineeChoices } from './nominee-choices.js';

/** Somebody else in the place of a confirmed person. */
@Pages('nominations')
export class SubstitutionPages {
  constructor(
    private readonly nominations: NominationsService,
    private readonly substitutions: SubstitutionService,
    private readonly choices: NomineeChoices,
    private readonly standings: NominationStandings,
  ) {}

  @Get(':id/substitution')
  @Allow(nominationAccess.nominate)
  @Shows('nominations/substitution')
  async form(visit: Visit) {
    return substitutionPage(visit, await this.standings.of(visit), await this.choices.known(visit));
  }

  @Post(':id/substitution/known')
  @Allow(nominationAccess.nominate)
  @Form('form', 'known', substitutionFields)
  substituteKnown(visit: Visit, fields: SubstitutionFields) {
    return this.replace(visit, fields);
  }

  @Post(':id/substitution')
  @Allow(nominationAccess.nominate)
  @Form('form', 'new', substitutionFields)
  async substituteNew(visit: Visit, fields: SubstitutionFields) {
    const { id } = await this.nominations.get(visit.actor, visit.id());
    const form = `/nominations/${id}/substitution`;
    const ways = { form, known: `${form}/known`, reviewed: `${form}/reviewed` };
    return (await this.choices.askAbout(visit, fields.person, ways)) ?? this.replace(visit, fields);
  }

  /** It was asked whether they are somebody known, and they are not. */
  @Post(':id/substitution/reviewed')
  @Allow(nominationAccess.nominate)
  @Form('form', 'new', substitutionFields)
  substituteReviewed(visit: Visit, fields: SubstitutionFields) {
    return this.replace(visit, fields);
  }

  private async replace(visit: Visit, fields: SubstitutionFields) {
    const { replacement } = await this.substitutions.substitute(visit.actor, visit.id(), fields);
    return visit.to(`/nominations/${replacement.id}`, 'nominations.notice.substituted');
  }
}
