import { Body, Get, Patch, Post, Query } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import {
  type OrganisationChanges,
  type OrganisationFields,
  type OrganisationQuery,
  OrganisationsService,
  organisationAccess,
  organisationChanges,
  organisationFields,
  organisationQuery,
  type SuccessionFields,
  successionFields,
} from '#libs/people';
import { mapListing } from '#libs/platform';
import { Allow, Answers, Api, Creates, CurrentActor, Id, IfMatch, listOf } from '../web/index.js';
import { organisationResource, organisationSchema } from './organisation.view.js';

@Api('organisations')
export class OrganisationsApi {
  constructor(private readonly organisations: OrganisationsService) {}

  @Get()
  @Allow(organisationAccess.read)
  @Answers(listOf(organisationSchema))
  async list(@CurrentActor() actor: Actor, @Query({ schema: organisationQuery }) query: OrganisationQuery) {
    return mapListing(await this.organisations.list(actor, query), organisationResource);
  }

  @Get(':id')
  @Allow(organisationAccess.read)
  @Answers(organisationSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return organisationResource(await this.organisations.get(actor, id));
  }

  @Post()
  @Allow(organisationAccess.create)
  @Creates(organisationSchema, '/api/v1/organisations')
  async create(@CurrentActor() actor: Actor, @Body({ schema: organisationFields }) fields: OrganisationFields) {
    return organisationResource(await this.organisations.create(actor, fields));
  }

  @Patch(':id')
  @Allow(organisationAccess.edit)
  @Answers(organisationSchema)
  async edit(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body({ schema: organisationChanges }) changes: OrganisationChanges,
  ) {
    return organisationResource(await this.organisations.edit(actor, id, version, changes));
  }

  @Post(':id/succession')
  @Allow(organisationAccess.succeed)
  @Answers(organisationSchema)
  async succeed(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: successionFields }) fields: SuccessionFields,
  ) {
    return organisationResource(await this.organisations.succeed(actor, id, fields));
  }
}
