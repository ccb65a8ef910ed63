import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  enforce,
  invalid,
  isGranted,
  localDateOf,
  notFound,
  requireGrant,
  stale,
} from '#libs/kernel';
import { Audit, type Listing, UnitOfWork } from '#libs/platform';
import { RunsService } from '#libs/training';
import { HeldNominations } from './held-nominations.js';
import { PlacementService } from './list/placement.service.js';
import type { Nomination } from './nomination.entity.js';
import type { NominationChanges, NominationFields, NominationQuery } from './nomination.fields.js';
import { isOnBehalf, nominationAccess } from './nomination.policy.js';
import { mayNominate } from './nomination.rules.js';
import { NominationFiguresRepository, type WaitingNominations } from './nomination-figures.repository.js';
import { NominationListRepository } from './nomination-list.repository.js';
import type { NominationRow } from './nomination-row.js';
import { NominationSteps } from './nomination-steps.js';
import { NominationsRepository } from './nominations.repository.js';
import { Nominees } from './nominees.js';

/** What an organisation does: nominate, put in order, submit; and what everybody does: read. */
@Injectable()
export class NominationsService {
  constructor(
    private readonly nominations: NominationsRepository,
    private readonly lists: NominationListRepository,
    private readonly figures: NominationFiguresRepository,
    private readonly held: HeldNominations,
    private readonly steps: NominationSteps,
    private readonly placement: PlacementService,
    private readonly nominees: Nominees,
    private readonly runs: RunsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** A page of what the actor sees, in all runs or in one. */
  async list(actor: Actor, query: NominationQuery): Promise<Listing<NominationRow>> {
    requireGrant(actor, nominationAccess.read);
    if (query.sort === 'rank' && !query.runId) throw invalid({ pointer: '/sort', code: 'nomination.rank_within_run' });
    if (query.runId) await this.runs.getInSight(actor, query.runId);
    return this.lists.list(actor, query);
  }

  /** How many in each status of a run, of those in sight. */
  countByStatus(actor: Actor, runId: string): Promise<Record<string, number>> {
    return this.figures.countByStatus(actor, runId);
  }

  /** What waits on the actor, run by run, for the home page. */
  async waiting(actor: Actor): Promise<WaitingNominations[]> {
    return isGranted(actor, nominationAccess.read) ? this.figures.waiting(actor) : [];
  }

  /** In which of the runs the organisation of a nominator, or one below it, has nominated. */
  async runsAnswered(actor: Actor, runIds: readonly string[]): Promise<Set<string>> {
    requireGrant(actor, nominationAccess.nominate);
    return this.figures.runsAnswered(actor, runIds);
  }

  async get(actor: Actor, id: string): Promise<NominationRow> {
    requireGrant(actor, nominationAccess.read);
    const row = await this.lists.find(actor, id);
    if (!row) throw notFound('nomination');
    return row;
  }

  /** Drafts a nomination: of a person the organisation knows, or of one whose details are given. */
  async nominate(actor: Actor, runId: string, fields: NominationFields): Promise<Nomination> {
    requireGrant(actor, nominationAccess.nominate);
    return this.unitOfWork.run(async () => {
      const run = await this.runs.getInSight(actor, runId);
      enforce(mayNominate(run, localDateOf(this.clock.now())));
      const organisation = await this.nominees.nominating(actor, fields.organisationId);
      const personId = await this.nominees.identify(actor, organisation.id, fields);
      const rank = await this.placement.next(runId, organisation.id);
      const nomination = this.nominees.draft(actor, run, organisation.id, personId, rank, fields);
      await this.nominations.add(nomination);
      if (fields.rank !== undefined) await this.placement.settle(nomination, fields.rank);
      const onBehalf = isOnBehalf(actor, 'organisation', organisation.path) ? { onBehalf: true } : {};
      await this.audit.record(actor, {
        action: 'nomination.drafted',
        noun: 'nomination',
        subjectId: nomination.id,
        details: { to: 'draft', as: 'organisation', ...onBehalf },
      });
      return nomination;
    });
  }

  /** Changes rank, letter or note of a draft or of what was returned. `version` is the one looked at (412). */
  async edit(actor: Actor, id: string, version: number, { rank, ...changes }: NominationChanges): Promise<Nomination> {
    requireGrant(actor, nominationAccess.nominate);
    return this.unitOfWork.run(async () => {
      const moving = await this.held.hold(actor, id, { access: nominationAccess.nominate });
      const { nomination, place, taking } = moving;
      if (nomination.version !== version) throw stale('nomination');
      const as = nomination.edit(changes, taking);
      if (rank !== undefined) await this.placement.moveWithin(actor, moving, rank);
      await this.nominations.save(nomination);
      const onBehalf = isOnBehalf(actor, as, place.organisationPath) ? { onBehalf: true } : {};
      await this.audit.record(actor, {
        action: 'nomination.edited',
        noun: 'nomination',
        subjectId: id,
        details: { as, fields: Object.keys(changes), ...onBehalf },
      });
      return nomination;
    });
  }

  submit(actor: Actor, id: string): Promise<Nomination> {
    const how = { access: nominationAccess.nominate, action: 'nomination.submitted' };
    return this.steps.take(actor, id, how, ({ nomination, taking }) => nomination.submit(taking));
  }
}
