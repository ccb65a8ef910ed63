import { Body, Get, Patch, Post, Query } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import {
  PeopleService,
  type PersonChanges,
  type PersonFields,
  type PersonQuery,
  personAccess,
  personChanges,
  personFields,
  personQuery,
} from '#libs/people';
import { mapListing } from '#libs/platform';
import { Allow, Answers, Api, Creates, CurrentActor, Id, IfMatch, listOf } from '../web/index.js';
import { identityNumberSchema, personResource, personSchema } from './person.view.js';

@Api('people')
export class PeopleApi {
  constructor(private readonly people: PeopleService) {}

  @Get()
  @Allow(personAccess.read)
  @Answers(listOf(personSchema))
  async list(@CurrentActor() actor: Actor, @Query({ schema: personQuery }) query: PersonQuery) {
    return mapListing(await this.people.list(actor, query), personResource);
  }

  @Get(':id')
  @Allow(personAccess.read)
  @Answers(personSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return personResource(await this.people.get(actor, id));
  }

  /** Somebody known before, by identity number or by name and birth date, is answered as the same person. */
  @Post()
  @Allow(personAccess.create)
  @Creates(personSchema, '/api/v1/people')
  async create(@CurrentActor() actor: Actor, @Body({ schema: personFields }) fields: PersonFields) {
    return personResource(await this.people.create(actor, fields));
  }

  @Patch(':id')
  @Allow(personAccess.edit)
  @Answers(personSchema)
  async edit(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body({ schema: personChanges }) changes: PersonChanges,
  ) {
    return personResource(await this.people.edit(actor, id, version, changes));
  }

  /** That it was read is recorded. */
  @Get(':id/identity-number')
  @Allow(personAccess.readIdentity)
  @Answers(identityNumberSchema)
  async identityNumber(@CurrentActor() actor: Actor, @Id() id: string) {
    return { identityNumber: await this.people.identityNumber(actor, id) };
  }
}
