import { Injectable } from '@nestjs/common';
import { type Actor, conflict, invalid } from '#libs/kernel';
import type { InvitationFields } from './account.fields.js';
import { OrganisationLookup } from './organisation-lookup.js';
import { noText } from './people.fields.js';
import { PersonIdentity } from './person-identity.js';
import { PersonLookup } from './person-lookup.js';
import { TraineeSeats } from './trainee-seats.js';

/** Where the rights of an invitation reach: which organisation, which person. Runs inside a unit. */
@Injectable()
export class InvitedPeople {
  constructor(
    private readonly organisations: OrganisationLookup,
    private readonly people: PersonLookup,
    private readonly identity: PersonIdentity,
    private readonly seats: TraineeSeats,
  ) {}

  async placeOf(
    actor: Actor,
    fields: InvitationFields,
  ): Promise<{ organisationId: string | null; personId: string | null }> {
    if (fields.organisationId && !(await this.organisations.find(fields.organisationId)))
      throw invalid({ pointer: '/organisationId', code: 'organisation.unknown' });
    const personId = await this.personOf(fields);
    const needsSeat = fields.roles.includes('trainee') && actor.kind !== 'operator';
    if (needsSeat && (personId === null || !(await this.seats.isConfirmed(personId))))
      throw conflict('account.no_confirmed_seat');
    return { organisationId: fields.organisationId, personId };
  }

  private async personOf(fields: InvitationFields): Promise<string | null> {
    if (fields.personId) {
      const person = await this.people.hold(fields.personId);
      if (!person) throw invalid({ pointer: '/personId', code: 'person.unknown' });
      return person.id;
    }
    if (!fields.roles.includes('instructor') || fields.sex === null) return null;
    // Instructors are in nobody's nominations: their person begins with the invitation.
    const { person, isNew } = await this.identity.findOrAdd({
      fullName: fields.name,
      fullNameLatin: '',
      nationality: fields.language === 'vi' ? 'VN' : 'LA',
      sex: fields.sex,
      birthDate: null,
      position: noText,
      traineeKind: null,
      serviceSince: null,
      languages: [],
      sector: null,
      organisationId: fields.organisationId,
      phone: '',
      email: fields.email,
      identityNumber: null,
    });
    if (!isNew) await this.identity.hold(person);
    return person.id;
  }
}
