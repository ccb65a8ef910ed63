import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type Actor,
  allowed,
  Clock,
  type Decision,
  daysBetween,
  denied,
  localDateOf,
  requireGrant,
  scopeOf,
} from '#libs/kernel';
import { type RequiredOfRun, RunClosing, RunLookup, RunsService, requiredKinds } from '#libs/training';
import { AcceptedOutputsRepository } from '../accepted-outputs.repository.js';
import { outputAccess } from '../output.policy.js';
import { openKinds } from '../output.rules.js';
import type { OutputKind } from '../output.types.js';
import { type AuthorName, OutputAuthorsRepository, type PossibleAuthor } from '../output-authors.repository.js';
import { RequiredOutputsRepository } from './required-outputs.repository.js';
import { furthest, isMet, type Lacking, type Progress, progressOf } from './requirement.rules.js';

export interface RequiredProgress extends RequiredOfRun {
  /** To the last day, negative after it; null without one. */
  daysLeft: number | null;
  /** Of the outputs in sight. */
  outputs: Progress['outputs'];
  /** Null for those who see their own outputs alone. */
  whole: { done: number; needed: number; state: 'met' | 'waived' | 'open' } | null;
  /** People in sight of whom it is asked. */
  people: number;
  /** Of them, by name. */
  lacking: (AuthorName & Lacking)[];
}

/** What a run requires, how far it is, and whether the run may be closed. */
@Injectable()
export class RequiredOutputs implements OnModuleInit {
  constructor(
    private readonly required: RequiredOutputsRepository,
    private readonly accepted: AcceptedOutputsRepository,
    private readonly authors: OutputAuthorsRepository,
    private readonly runs: RunLookup,
    private readonly runsInSight: RunsService,
    private readonly closing: RunClosing,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.closing.register((runId) => this.mayClose(runId));
  }

  /** In the order of the run's rules. A trainee sees how they stand themselves, whoever works on the run everybody. */
  async progress(actor: Actor, runId: string): Promise<RequiredProgress[]> {
    requireGrant(actor, outputAccess.read);
    await this.runsInSight.getInSight(actor, runId);
    const { requiredOutputs } = await this.runs.get(runId);
    const scope = scopeOf(actor, outputAccess.read);
    const seesAll = await this.required.seesAll(scope, runId);
    const people = (await this.authors.possible(runId)).filter(
      ({ personId }) => seesAll || personId === scope.selfPersonId,
    );
    const versions = await this.required.versions([runId], seesAll ? undefined : scope);
    const open = seesAll ? await this.openKinds(runId) : [];
    const today = localDateOf(this.clock.now());
    return requiredOutputs.map((one) => {
      const progress = progressOf(one, furthest(versions.get(runId) ?? []), idsOf(people));
      const { done, needed, outputs } = progress;
      const state = isMet(progress) ? 'met' : open.includes(one.kind) ? 'open' : 'waived';
      return {
        ...one,
        daysLeft: one.dueOn && daysBetween(today, one.dueOn),
        outputs,
        people: people.length,
        whole: seesAll ? { done, needed, state } : null,
        lacking: named(progress.lacking, people),
      };
    });
  }

  /** Kinds of which as many are published as the run requires. Unscoped, inside units. */
  async metKinds(runId: string): Promise<OutputKind[]> {
    const { requiredOutputs } = await this.runs.get(runId);
    const versions = (await this.required.versions([runId])).get(runId) ?? [];
    const seated = (await this.required.seated([runId])).get(runId) ?? [];
    const met = requiredOutputs.filter((one) => isMet(progressOf(one, furthest(versions), idsOf(seated))));
    return requiredKinds(met);
  }

  /** Required kinds of a run that are neither published as required nor waived by both sides. */
  async openKinds(runId: string): Promise<OutputKind[]> {
    const { requiredOutputs } = await this.runs.get(runId);
    const waivers = await this.accepted.waivers(runId);
    return openKinds(requiredKinds(requiredOutputs), await this.metKinds(runId), waivers) as OutputKind[];
  }

  private async mayClose(runId: string): Promise<Decision> {
    const open = await this.openKinds(runId);
    // The kinds in one fixed order, so that one text per combination can name them.
    return open.length === 0 ? allowed : denied('output.required_open', { kinds: [...open].sort().join('_') });
  }
}

const idsOf = (people: readonly { enrolmentId: string }[]) => people.map(({ enrolmentId }) => enrolmentId);

function named(lacking: readonly Lacking[], people: readonly PossibleAuthor[]): (AuthorName & Lacking)[] {
  const byId = new Map(lacking.map((one) => [one.enrolmentId, one]));
  return people.flatMap(({ personId: _, ...name }) => {
    const one = byId.get(name.enrolmentId);
    return one ? [{ ...name, ...one }] : [];
  });
}
