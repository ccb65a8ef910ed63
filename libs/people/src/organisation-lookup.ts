import { Injectable } from '@nestjs/common';
import { notFound } from '#libs/kernel';
import type { Organisation } from './organisation.entity.js';
import { OrganisationsRepository } from './organisations.repository.js';

/** Organisations for the rooms above, which have checked sight themselves. Names are open to everybody signed in. */
@Injectable()
export class OrganisationLookup {
  constructor(private readonly organisations: OrganisationsRepository) {}

  find(id: string): Promise<Organisation | null> {
    return this.organisations.find(id);
  }

  async get(id: string): Promise<Organisation> {
    const organisation = await this.organisations.find(id);
    if (!organisation) throw notFound('organisation');
    return organisation;
  }

  findByCode(code: string): Promise<Organisation | null> {
    return this.organisations.findByCode(code);
  }

  /** Those that exist, by id. */
  async byIds(ids: readonly (string | null)[]): Promise<Map<string, Organisation>> {
    const wanted = [...new Set(ids.filter((id): id is string => id !== null))];
    const found = await this.organisations.findMany(wanted);
    return new Map(found.map((organisation) => [organisation.id, organisation]));
  }

  async pathOf(id: string): Promise<string> {
    return (await this.get(id)).path;
  }

  /** From the root down, this one last. */
  async ancestryOf(id: string): Promise<Organisation[]> {
    return this.organisations.ancestry(await this.pathOf(id));
  }
}
