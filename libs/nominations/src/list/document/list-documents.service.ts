import { Injectable } from '@nestjs/common';
import { type Actor, Clock, conflict, type Language, localDateOf } from '#libs/kernel';
import { OrganisationLookup } from '#libs/people';
import { Translator } from '#libs/platform';
import { RunLookup } from '#libs/training';
import { ExportTrail } from '../export-trail.js';
import { ListsInSight } from '../lists-in-sight.js';
import { listAccess } from '../nomination-list.policy.js';
import { NominationListsRepository } from '../nomination-lists.repository.js';
import { longestList } from '../nomination-lists.service.js';
import { ListDrawing } from './list-drawing.js';
import { paperOf } from './paper-of.js';

/** An official list, drawn. */
export interface ListDocument {
  name: string;
  bytes: Buffer;
}

/** The list of an organisation on paper, in the manner of a Lao official letter. */
@Injectable()
export class ListDocuments {
  constructor(
    private readonly inSight: ListsInSight,
    private readonly lists: NominationListsRepository,
    private readonly runs: RunLookup,
    private readonly organisations: OrganisationLookup,
    private readonly translator: Translator,
    private readonly drawing: ListDrawing,
    private readonly clock: Clock,
    private readonly trail: ExportTrail,
  ) {}

  /** Those on the list in the actor's sight, with birth dates where the actor may read them. */
  async draw(actor: Actor, runId: string, organisationId: string, language: Language): Promise<ListDocument> {
    const card = await this.inSight.get(actor, listAccess.export, runId, organisationId);
    if (card.people > longestList) throw conflict('nomination.list_too_long', { maximum: longestList });
    const people = await this.lists.people(actor, runId, organisationId, longestList);
    const paper = paperOf({
      card,
      people,
      run: (await this.runs.byIds([runId])).get(runId)!,
      offices: await this.organisations.ancestryOf(organisationId),
      employers: await this.organisations.byIds(people.map(({ employerId }) => employerId)),
      language,
      t: this.translator.for(language),
      today: localDateOf(this.clock.now()),
    });
    const bytes = await this.drawing.draw(paper);
    const filter = { organisationId };
    await this.trail.record(actor, { runId, format: 'pdf', language, filter, count: people.length });
    return { name: `${card.run.code} ${card.organisation.code}.pdf`, bytes };
  }
}
