import { Injectable } from '@nestjs/common';
import { type Actor, isGranted, scopeOf } from '#libs/kernel';
import type { Listing } from '#libs/platform';
import { RunsService } from '#libs/training';
import type { Output } from './output.entity.js';
import type { OutputListQuery } from './output.fields.js';
import { outputAccess, sidesOf } from './output.policy.js';
import type { OutputStatus } from './output.types.js';
import type { OutputApproval } from './output-approval.entity.js';
import { type AuthorName, OutputAuthorsRepository } from './output-authors.repository.js';
import type { OutputFile } from './output-file.entity.js';
import { OutputListRepository, type OutputRow, uncleared, unspokenBy } from './output-list.repository.js';
import { OutputsRepository, type OutputVersionRow } from './outputs.repository.js';
import { OutputsInSight } from './outputs-in-sight.js';
import { holdAccess } from './personal-data/hold.policy.js';
import type { HoldState } from './personal-data/hold.rules.js';
import { HoldsService } from './personal-data/holds.service.js';

/** An output with all that belongs to it. */
export interface OutputDetail {
  output: Output;
  authors: AuthorName[];
  files: OutputFile[];
  /** Tables whose rows are stored. */
  tableCount: number;
  approvals: OutputApproval[];
  /** All versions of the same output that the actor sees, this one included. */
  versions: OutputVersionRow[];
  /** How its publication stands with personal data. */
  hold: HoldState;
  /** Which of the actor's rights reach this very output. */
  reach: { draft: boolean; review: boolean };
}

export interface ListedOutput extends OutputRow {
  authors: AuthorName[];
}

/** What waits on somebody: own drafts sent back, outputs to review, those kept from being published, those to approve. */
export interface WaitingOutputs {
  returned: OutputRow[];
  review: OutputRow[];
  /** Personal data was found in them, or they could not be looked through. */
  held: OutputRow[];
  approval: OutputRow[];
}

/** Looking at outputs that are worked on: lists and single ones, within the actor's sight. */
@Injectable()
export class OutputCatalogue {
  constructor(
    private readonly lists: OutputListRepository,
    private readonly outputs: OutputsRepository,
    private readonly authors: OutputAuthorsRepository,
    private readonly inSight: OutputsInSight,
    private readonly runs: RunsService,
    private readonly holds: HoldsService,
  ) {}

  async list(actor: Actor, query: OutputListQuery): Promise<Listing<ListedOutput>> {
    return this.withAuthors(await this.lists.list(scopeOf(actor, outputAccess.read), query, null));
  }

  /** 404 when the run is out of sight; an empty list when none of its outputs is in it. */
  async listOfRun(actor: Actor, runId: string, query: OutputListQuery): Promise<Listing<ListedOutput>> {
    const scope = scopeOf(actor, outputAccess.read);
    await this.runs.getInSight(actor, runId);
    return this.withAuthors(await this.lists.list(scope, query, runId));
  }

  async get(actor: Actor, id: string): Promise<OutputDetail> {
    const output = await this.inSight.get(actor, id);
    return {
      output,
      authors: (await this.authors.names([id])).get(id) ?? [],
      files: await this.outputs.files(id),
      tableCount: (await this.outputs.counts(id)).tableCount,
      approvals: await this.outputs.approvals(id),
      // Authors may differ from version to version.
      versions: await this.outputs.versionsIn(scopeOf(actor, outputAccess.read), output),
      hold: await this.holds.stateOf(output),
      reach: {
        draft: isGranted(actor, outputAccess.draft) && (await this.inSight.isWithin(actor, outputAccess.draft, id)),
        review: isGranted(actor, outputAccess.review) && (await this.inSight.isWithin(actor, outputAccess.review, id)),
      },
    };
  }

  /** How many outputs of each state the actor sees in a run. */
  async countsOfRun(actor: Actor, runId: string): Promise<Map<OutputStatus, number>> {
    if (!isGranted(actor, outputAccess.read)) return new Map();
    return this.lists.countByStatus(scopeOf(actor, outputAccess.read), runId);
  }

  /** At most 50 of each, the oldest first. */
  async waiting(actor: Actor): Promise<WaitingOutputs> {
    const waiting: WaitingOutputs = { returned: [], review: [], held: [], approval: [] };
    if (isGranted(actor, outputAccess.draft))
      waiting.returned = await this.lists.waiting(scopeOf(actor, outputAccess.draft), ['returned']);
    if (isGranted(actor, outputAccess.review))
      waiting.review = await this.lists.waiting(scopeOf(actor, outputAccess.review), ['submitted']);
    if (isGranted(actor, holdAccess.clear))
      waiting.held = await this.lists.waiting(scopeOf(actor, holdAccess.clear), ['submitted', 'accepted'], uncleared);
    const [side] = sidesOf(actor);
    if (side)
      waiting.approval = await this.lists.waiting(
        scopeOf(actor, outputAccess.approvePublication),
        ['accepted'],
        unspokenBy(side),
      );
    return waiting;
  }

  private async withAuthors(listing: Listing<OutputRow>): Promise<Listing<ListedOutput>> {
    const names = await this.authors.names(listing.items.map(({ id }) => id));
    return { ...listing, items: listing.items.map((row) => ({ ...row, authors: names.get(row.id) ?? [] })) };
  }
}
