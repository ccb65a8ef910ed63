import { Injectable } from '@nestjs/common';
import { type Actor, Clock, hasRole, localDateOf } from '#libs/kernel';
import {
  type OrganisationLine,
  OrganisationsService,
  organisationQuery,
  PeopleService,
  type PersonCard,
  personQuery,
} from '#libs/people';
import type { Visit } from '../web/index.js';

/** At most so many people are offered; a search brings the others. */
const offered = 100;

/** What the forms for nominating offer to choose from. */
@Injectable()
export class NomineeChoices {
  constructor(
    private readonly people: PeopleService,
    private readonly organisations: OrganisationsService,
    private readonly clock: Clock,
  ) {}

  /** People the actor knows, found by `?q=`. */
  async known(visit: Visit): Promise<PersonCard[]> {
    const q = visit.query.q?.slice(0, 200);
    const query = personQuery.parse({ pageSize: offered, total: 'false', ...(q ? { q } : {}) });
    return (await this.people.list(visit.actor, query)).items;
  }

  /** In whose name the actor may nominate: a nominator's own and those below it; the Lao coordinator for all of Laos. */
  async organisationsOf(actor: Actor): Promise<OrganisationLine[]> {
    const validOn = localDateOf(this.clock.now());
    const ofAll = hasRole(actor, 'lao_coordinator');
    if (!ofAll && actor.organisationId === null) return [];
    const within = ofAll ? {} : { within: actor.organisationId };
    const query = organisationQuery.parse({ country: 'LA', validOn, pageSize: 200, total: 'false', ...within });
    return (await this.organisations.list(actor, query)).items;
  }
}
