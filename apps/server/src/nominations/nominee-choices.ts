import { Injectable } from '@nestjs/common';
import { type Actor, Clock, hasRole, localDateOf } from '#libs/kernel';
import {
  type OrganisationLine,
  OrganisationsService,
  organisationQuery,
  PeopleService,
  type PersonCard,
  type PersonFields,
  personQuery,
} from '#libs/people';
import { Lookalikes } from '../people/lookalikes.js';
import type { OtherPage, Visit } from '../web/index.js';

/** At most so many people are offered; a search brings the others. */
const offered = 100;

/** Addresses: of the form, where somebody known is sent from it, and where somebody new is after they were asked about. */
interface Ways {
  form: string;
  known: string;
  reviewed: string;
}

/** What the forms for nominating offer to choose from. */
@Injectable()
export class NomineeChoices {
  constructor(
    private readonly people: PeopleService,
    private readonly organisations: OrganisationsService,
    private readonly lookalikes: Lookalikes,
    private readonly clock: Clock,
  ) {}

  /** People the actor knows, found by `?q=`. */
  async known(visit: Visit): Promise<PersonCard[]> {
    const q = visit.query.q?.slice(0, 200);
    const query = personQuery.parse({ pageSize: offered, total: 'false', ...(q ? { q } : {}) });
    return (await this.people.list(visit.actor, query)).items;
  }

  /** Before somebody new is nominated: the page that asks whether they are one of those known; null when none is like them. */
  async askAbout(
    visit: Visit,
    person: PersonFields | undefined,
    { form, known, reviewed }: Ways,
  ): Promise<OtherPage | null> {
    if (!person) return null;
    return this.lookalikes.ask(visit, person, { create: reviewed, use: { action: known }, back: form });
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
