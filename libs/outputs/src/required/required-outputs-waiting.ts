import { Injectable } from '@nestjs/common';
import { type Actor, Clock, isGranted, type LocalDate, localDateOf, scopeOf } from '#libs/kernel';
import type { OutputKind } from '#libs/training';
import { outputAccess } from '../output.policy.js';
import { type AskingRun, RequiredOutputsRepository } from './required-outputs.repository.js';
import { furthest, presses, progressOf } from './requirement.rules.js';

/** What somebody still has to submit. */
export interface OwnRequired {
  runId: string;
  runCode: string;
  kind: OutputKind;
  dueOn: LocalDate | null;
}

/** A run in which people have let the last day pass. */
export interface LateRun {
  runId: string;
  runCode: string;
  people: number;
  dueOn: LocalDate;
}

/** Required outputs that wait: on their authors, and late ones for both coordinators to ask after. */
@Injectable()
export class RequiredOutputsWaiting {
  constructor(
    private readonly required: RequiredOutputsRepository,
    private readonly clock: Clock,
  ) {}

  /** What the actor has to submit as a trainee, from two weeks before its last day or once the run is over. */
  async own(actor: Actor): Promise<OwnRequired[]> {
    if (!isGranted(actor, outputAccess.draft)) return [];
    const { selfPersonId } = scopeOf(actor, outputAccess.draft);
    if (!selfPersonId) return [];
    const today = localDateOf(this.clock.now());
    const runs = await this.required.asking(selfPersonId);
    const lacking = await this.lacking(runs, (run, one) => presses(one, run, today));
    return lacking
      .filter(({ personId }) => personId === selfPersonId)
      .map(({ run, kind, dueOn }) => ({ runId: run.id, runCode: run.code, kind, dueOn }));
  }

  /** For those who approve publications. */
  async late(actor: Actor): Promise<LateRun[]> {
    if (!isGranted(actor, outputAccess.approvePublication)) return [];
    const today = localDateOf(this.clock.now());
    const isLate = (dueOn: LocalDate | null) => dueOn !== null && dueOn < today;
    const runs = (await this.required.asking()).filter(({ required }) => required.some(({ dueOn }) => isLate(dueOn)));
    const lacking = await this.lacking(runs, (_, { dueOn }) => isLate(dueOn));
    return [...Map.groupBy(lacking, ({ run }) => run.id).values()].map((all) => ({
      runId: all[0]!.run.id,
      runCode: all[0]!.run.code,
      people: new Set(all.map(({ personId }) => personId)).size,
      dueOn: all.map(({ dueOn }) => dueOn!).toSorted()[0]!,
    }));
  }

  private async lacking(
    runs: readonly AskingRun[],
    counts: (run: AskingRun, one: AskingRun['required'][0]) => boolean,
  ) {
    const ids = runs.map(({ id }) => id);
    const versions = await this.required.versions(ids);
    const seated = await this.required.seated(ids);
    return runs.flatMap((run) => {
      const people = seated.get(run.id) ?? [];
      const deliveries = furthest(versions.get(run.id) ?? []);
      const enrolmentIds = people.map(({ enrolmentId }) => enrolmentId);
      return run.required
        .filter((one) => counts(run, one))
        .flatMap(({ dueOn, ...one }) =>
          progressOf(one, deliveries, enrolmentIds).lacking.map(({ enrolmentId }) => ({
            run,
            kind: one.kind,
            dueOn,
            personId: people.find((each) => each.enrolmentId === enrolmentId)!.personId,
          })),
        );
    });
  }
}
