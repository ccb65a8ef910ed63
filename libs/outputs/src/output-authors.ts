import { Injectable } from '@nestjs/common';
import { type Actor, forbidden, hasRole, invalid, isGranted, newId, requireGrant, scopeOf } from '#libs/kernel';
import { RunsService } from '#libs/training';
import { outputAccess } from './output.policy.js';
import { OutputAuthor } from './output-author.entity.js';
import { type AuthorName, OutputAuthorsRepository } from './output-authors.repository.js';

/** Who may be named as author: those with a seat in the run. */
@Injectable()
export class OutputAuthors {
  constructor(
    private readonly authors: OutputAuthorsRepository,
    private readonly runs: RunsService,
  ) {}

  /** 404 when the run is out of sight, 403 when the actor drafts nothing in it. */
  async requireDrafter(actor: Actor, runId: string): Promise<void> {
    requireGrant(actor, outputAccess.draft);
    await this.runs.getInSight(actor, runId);
    if (!(await this.isDrafter(actor, runId))) throw forbidden('forbidden', { action: outputAccess.draft.action });
  }

  async isDrafter(actor: Actor, runId: string): Promise<boolean> {
    if (!isGranted(actor, outputAccess.draft)) return false;
    return this.authors.isDrafter(scopeOf(actor, outputAccess.draft), runId);
  }

  /** Names alone, for whoever drafts in the run: an output of a group names the group. */
  async possible(actor: Actor, runId: string): Promise<(AuthorName & { isOneself: boolean })[]> {
    await this.requireDrafter(actor, runId);
    const possible = await this.authors.possible(runId);
    return possible.map(({ personId, ...name }) => ({ ...name, isOneself: isOneself(actor, personId) }));
  }

  /** Gives a new version the authors of the one before. */
  async copy(from: { id: string }, to: { id: string }): Promise<void> {
    await this.write(to.id, await this.authors.ofOutput(from.id));
  }

  /**
   * Writes the authors of an output. Those it has may stay though their seat has ended; a trainee who writes is always
   * among them.
   */
  async name(actor: Actor, output: { id: string; runId: string }, wanted: readonly string[]): Promise<void> {
    const possible = await this.authors.possible(output.runId);
    const present = await this.authors.ofOutput(output.id);
    const own = possible.filter(({ personId }) => isOneself(actor, personId));
    const ids = [...new Set([...own.map(({ enrolmentId }) => enrolmentId), ...wanted])];
    if (ids.length === 0) throw invalid({ pointer: '/authorIds', code: 'output.no_author' });
    const strangers = ids.filter((id) => !present.includes(id) && !possible.some((one) => one.enrolmentId === id));
    if (strangers.length > 0) throw invalid({ pointer: '/authorIds', code: 'output.author_not_in_run' });
    await this.write(output.id, ids);
  }

  private write(outputId: string, enrolmentIds: readonly string[]): Promise<void> {
    return this.authors.replace(
      outputId,
      enrolmentIds.map((enrolmentId) => Object.assign(new OutputAuthor(), { id: newId(), outputId, enrolmentId })),
    );
  }
}

const isOneself = (actor: Actor, personId: string): boolean => hasRole(actor, 'trainee') && personId === actor.personId;
