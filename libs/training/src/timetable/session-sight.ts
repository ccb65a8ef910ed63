import { Injectable } from '@nestjs/common';
import { type Actor, scopeOf } from '#libs/kernel';
import { anyOf, type Where, where } from '#libs/platform';
import { assignedRun } from '../assigned-run.js';
import { sessionAccess } from '../training.policy.js';
import { RunMembers } from '../training.ports.js';

/** Whose timetable somebody sees: that of every run, or of the runs that are theirs or their people's. */
@Injectable()
export class SessionSight {
  constructor(private readonly members: RunMembers) {}

  /** Over sessions `s`; `column` holds the id of their run. */
  of(actor: Actor, column = 's.run_id'): Where {
    const { allBy, organisationPath, selfPersonId, assignedPersonId } = scopeOf(actor, sessionAccess.read);
    return anyOf(
      allBy.length > 0 ? where('1 = 1') : null,
      organisationPath ? this.members.ofOrganisation(column, organisationPath) : null,
      selfPersonId ? this.members.ofPerson(column, selfPersonId) : null,
      assignedPersonId ? assignedRun(column, assignedPersonId) : null,
    );
  }
}
