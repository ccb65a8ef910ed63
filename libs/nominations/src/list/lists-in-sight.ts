import { Injectable } from '@nestjs/common';
import { type AccessRow, type Actor, notFound, requireGrant } from '#libs/kernel';
import { type Organisation, OrganisationLookup } from '#libs/people';
import { type CourseRun, RunsService } from '#libs/training';
import { type LetterPart, missingParts } from './letter.rules.js';
import { NominationList } from './nomination-list.entity.js';
import { isOwnBy, type ListFigures, NominationListsRepository } from './nomination-lists.repository.js';

/** A list as its readers see it: the letter, and the figures of those in their sight. */
export interface ListCard extends ListFigures {
  run: CourseRun;
  organisation: Organisation;
  /** With version 0 where nothing was written yet. */
  list: NominationList;
  missing: LetterPart[];
}

/** Finds lists in sight: those with somebody in sight, and a nominator's own from the beginning. */
@Injectable()
export class ListsInSight {
  constructor(
    private readonly lists: NominationListsRepository,
    private readonly runs: RunsService,
    private readonly organisations: OrganisationLookup,
  ) {}

  /** In the order of their organisations. */
  async ofRun(actor: Actor, row: AccessRow, runId: string): Promise<ListCard[]> {
    requireGrant(actor, row);
    const run = await this.runs.getInSight(actor, runId);
    const figures = await this.lists.figures(actor, row, runId, null);
    const organisations = await this.organisations.byIds(figures.map(({ organisationId }) => organisationId));
    const written = await this.lists.ofRun(runId);
    return figures
      .map((one) => {
        const organisation = organisations.get(one.organisationId)!;
        return cardOf(run, organisation, written.get(organisation.id) ?? blank(runId, organisation.id), one);
      })
      .toSorted((a, b) => (a.organisation.sortKey < b.organisation.sortKey ? -1 : 1));
  }

  async get(actor: Actor, row: AccessRow, runId: string, organisationId: string): Promise<ListCard> {
    requireGrant(actor, row);
    const run = await this.runs.getInSight(actor, runId);
    const organisation = await this.organisations.find(organisationId);
    if (organisation?.country !== 'LA') throw notFound('nomination_list');
    const [figures] = await this.lists.figures(actor, row, runId, organisationId);
    if (!figures && !isOwnBy(actor, row, organisation.path)) throw notFound('nomination_list');
    const list = (await this.lists.find(runId, organisationId)) ?? blank(runId, organisationId);
    return cardOf(run, organisation, list, figures ?? { organisationId, counts: {}, people: 0, women: 0 });
  }
}

const cardOf = (run: CourseRun, organisation: Organisation, list: NominationList, figures: ListFigures): ListCard => ({
  ...figures,
  run,
  organisation,
  list,
  missing: missingParts({ ...list, hasScan: list.scan !== null }),
});

const blank = (runId: string, organisationId: string): NominationList =>
  Object.assign(new NominationList(), {
    id: '',
    runId,
    organisationId,
    letterNumber: '',
    letterDate: null,
    scanName: null,
    scanMediaType: null,
    scanSize: null,
    scanSha256: null,
    scanStorageKey: null,
    submittedAt: null,
    submittedBy: null,
    version: 0,
  });
