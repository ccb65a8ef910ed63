import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, forbidden, hasRole, invalid, localDateOf, newId } from '#libs/kernel';
import { type Organisation, OrganisationLookup, PeopleService } from '#libs/people';
import type { CourseRun } from '#libs/training';
import { liveKeyOf, Nomination } from './nomination.entity.js';
import type { NominationFields, Whom } from './nomination.fields.js';

type Letter = Pick<NominationFields, 'letterNumber' | 'letterDate' | 'note'>;

/** Who may be nominated by whom, and the new nomination of them. Joins the running unit. */
@Injectable()
export class Nominees {
  constructor(
    private readonly organisations: OrganisationLookup,
    private readonly people: PeopleService,
    private readonly clock: Clock,
  ) {}

  /** The organisation in whose name: a nominator's own or one below it; the Lao coordinator names any. */
  async nominating(actor: Actor, organisationId: string | undefined): Promise<Organisation> {
    const ofAll = hasRole(actor, 'lao_coordinator') || actor.kind === 'operator';
    const id = organisationId ?? (ofAll ? null : actor.organisationId);
    if (!id) throw invalid({ pointer: '/organisationId', code: 'field.required' });
    const organisation = await this.organisations.find(id);
    if (!organisation) throw invalid({ pointer: '/organisationId', code: 'field.not_a_choice' });
    const isOwn = actor.organisationPath !== null && organisation.path.startsWith(actor.organisationPath);
    if (!ofAll && !isOwn) throw forbidden('nomination.not_your_organisation');
    if (organisation.country !== 'LA')
      throw invalid({ pointer: '/organisationId', code: 'nomination.not_lao_organisation' });
    if (!organisation.isValidOn(localDateOf(this.clock.now())))
      throw invalid({ pointer: '/organisationId', code: 'nomination.organisation_over' });
    return organisation;
  }

  /** Somebody the actor knows, or whoever the details turn out to be: one human is one person. */
  async identify(actor: Actor, organisationId: string, { personId, person }: Whom): Promise<string> {
    if (person) return (await below('/person', () => this.people.identify(actor, organisationId, person))).id;
    return (await knownOnly(() => this.people.know(actor, organisationId, personId!))).id;
  }

  /** A draft that is not saved yet. */
  draft(
    actor: Actor,
    run: CourseRun,
    organisationId: string,
    personId: string,
    rank: number,
    letter: Letter,
  ): Nomination {
    return Object.assign(new Nomination(), {
      id: newId(),
      runId: run.id,
      organisationId,
      personId,
      status: 'draft',
      rank,
      reservePosition: null,
      liveKey: liveKeyOf(run.id, personId),
      seatQuotaId: null,
      replacesId: null,
      replacedById: null,
      letterNumber: letter.letterNumber,
      letterDate: letter.letterDate,
      note: letter.note,
      returnUntil: null,
      statusReason: null,
      draftedBy: actor.accountId,
      createdAt: this.clock.now(),
      submittedAt: null,
      selectedAt: null,
      confirmedAt: null,
      version: 1,
    });
  }
}

/** Refused fields of a part of the form get its pointer before their own. */
async function below<T>(pointer: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'invalid')
      throw invalid(...error.fields.map((field) => ({ ...field, pointer: `${pointer}${field.pointer}` })));
    throw error;
  }
}

/** Somebody out of sight is a wrong choice in a form, not a page that is not there. */
async function knownOnly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'not_found')
      throw invalid({ pointer: '/personId', code: 'field.not_a_choice' });
    throw error;
  }
}
