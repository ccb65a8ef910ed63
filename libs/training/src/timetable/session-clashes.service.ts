import { Injectable } from '@nestjs/common';
import { type Actor, invalid, notFound, requireGrant } from '#libs/kernel';
import type { CourseRun } from '../run.entity.js';
import { RunsRepository } from '../runs.repository.js';
import type { SessionProposal } from '../session.fields.js';
import { timeFaults } from '../session.rules.js';
import { SessionsRepository } from '../sessions.repository.js';
import { sessionAccess } from '../training.policy.js';
import { aspects, type Booking, type Clash, changedAspects, concerning } from './clash.rules.js';
import { Clashes, type Override, passOver } from './clashes.js';
import { SessionSight } from './session-sight.js';

/** What would speak against a session, before anybody saves it. Nothing is held: saving looks again. */
@Injectable()
export class SessionClashesService {
  constructor(
    private readonly clashes: Clashes,
    private readonly sessions: SessionsRepository,
    private readonly runs: RunsRepository,
    private readonly sight: SessionSight,
  ) {}

  /** For a session that is there already: of what would be changed. */
  async look(actor: Actor, { sessionId, ...wanted }: SessionProposal): Promise<Clash[]> {
    requireGrant(actor, sessionAccess.write);
    const run = await this.runs.findInSight(actor, wanted.runId);
    if (!run) throw notFound('run');
    const before = sessionId === null ? null : await this.standing(actor, run, sessionId);
    const faults = timeFaults(run, wanted).map(({ field, code }) => ({ pointer: `/${field}`, code }));
    if (faults.length > 0) throw invalid(...faults);
    const booking = { ...wanted, id: sessionId ?? '', run: run.code, number: before?.number ?? 0 };
    const found = (await this.clashes.find([booking], actor.language)).get(booking.id) ?? [];
    return concerning(found, before ? changedAspects(before, booking) : aspects);
  }

  /** Refuses as saving would. */
  async requireFree(actor: Actor, proposal: SessionProposal, override: Override | undefined): Promise<void> {
    passOver(await this.look(actor, proposal), override);
  }

  private async standing(actor: Actor, run: CourseRun, id: string): Promise<Booking> {
    const row = await this.sessions.findRow(id, this.sight.of(actor));
    if (!row || row.runId !== run.id) throw notFound('session');
    return { ...row, run: run.code, instructorIds: row.instructors.map(({ personId }) => personId) };
  }
}
