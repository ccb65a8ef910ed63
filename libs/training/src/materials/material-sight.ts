import { Injectable } from '@nestjs/common';
import { type AccessRow, type Actor, forbidden, notFound, scopeOf } from '#libs/kernel';
import { anyOf, type Where, where } from '#libs/platform';
import { assignedRun } from '../assigned-run.js';
import { RunsRepository } from '../runs.repository.js';
import { materialAccess } from '../training.policy.js';
import { RunMembers } from '../training.ports.js';

/** Whose materials and announcements somebody reads, or writes: those of every run, or of the runs that are theirs. */
@Injectable()
export class MaterialSight {
  constructor(
    private readonly members: RunMembers,
    private readonly runs: RunsRepository,
  ) {}

  /** `column` holds a run's id. */
  of(actor: Actor, row: AccessRow, column: string): Where {
    const { allBy, selfPersonId, assignedPersonId } = scopeOf(actor, row);
    return anyOf(
      allBy.length > 0 ? where('1 = 1') : null,
      selfPersonId ? this.ofSelf(selfPersonId, column) : null,
      assignedPersonId ? assignedRun(column, assignedPersonId) : null,
    );
  }

  /** Runs in which this person has a seat. */
  ofSelf(personId: string, column: string): Where {
    return this.members.ofPerson(column, personId);
  }

  async isWithin(actor: Actor, row: AccessRow, runId: string): Promise<boolean> {
    return this.runs.isWithin(runId, this.of(actor, row, 'r.id'));
  }

  /** 404 for a run out of sight, 403 for one in which others hand out. */
  async requireWriter(actor: Actor, runId: string): Promise<void> {
    if (!(await this.runs.findInSight(actor, runId))) throw notFound('run');
    if (!(await this.isWithin(actor, materialAccess.write, runId)))
      throw forbidden('forbidden', { action: materialAccess.write.action });
  }
}
