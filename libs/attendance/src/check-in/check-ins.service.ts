import { Injectable } from '@nestjs/common';
import { v5 } from 'uuid';
import {
  type Actor,
  allowed,
  Clock,
  type Decision,
  denied,
  enforce,
  firstDenial,
  forbidden,
  isAllowed,
  notFound,
  requireGrant,
  scopeOf,
} from '#libs/kernel';
import { EnrolmentLookup } from '#libs/nominations';
import { UnitOfWork, where } from '#libs/platform';
import { attendanceAccess } from '../attendance.policy.js';
import { enrolmentsIn, wholeRuns } from '../attendance-sight.js';
import type { RollHeading } from '../roll-row.js';
import { RollsRepository, type Standing } from '../rolls.repository.js';
import { Witnesses } from '../witnesses.js';
import { checkedInAs, mayCheckIn } from './check-in.rules.js';
import { type CheckInCode, CheckInCodes, type ReadCode } from './check-in-codes.js';
import { CheckInsRepository } from './check-ins.repository.js';

/** What whoever takes the roll shows to the room. */
export interface CheckInScreen {
  session: RollHeading;
  /** Whether people check themselves in now. */
  opening: Decision;
  checkedIn: number;
  seats: number;
}

/** A scanned code, before or after checking in with it. */
export interface ScannedCode {
  session: RollHeading;
  enrolmentId: string;
  /** What stands of this person, if anything does. */
  standing: Standing | null;
  /** They have checked in before: once is enough. */
  isDone: boolean;
}

/** Names what one person says of themselves in one session, so that said twice at once it is said once. */
const checkInsOfOurs = '0d7d3f0e-6f0f-5d0b-9c60-3c1b1b9a5a52';

/** People who check themselves in, by a code that whoever takes the roll shows in the room. */
@Injectable()
export class CheckInsService {
  constructor(
    private readonly checkIns: CheckInsRepository,
    private readonly codes: CheckInCodes,
    private readonly rolls: RollsRepository,
    private readonly witnesses: Witnesses,
    private readonly enrolments: EnrolmentLookup,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async screen(actor: Actor, sessionId: string): Promise<CheckInScreen> {
    requireGrant(actor, attendanceAccess.openCheckIn);
    const session = await this.getToOpen(actor, sessionId);
    const progress = await this.checkIns.progress(sessionId, session.runId);
    return { session, opening: mayCheckIn(session, this.clock.now()), ...progress };
  }

  /** The code of this moment. 409 while nobody may check in with it. */
  async open(actor: Actor, sessionId: string): Promise<CheckInScreen & CheckInCode> {
    const screen = await this.screen(actor, sessionId);
    enforce(screen.opening);
    return { ...screen, ...this.codes.issue(sessionId, this.clock.now()) };
  }

  /** Whether this is a code of ours that is still taken. */
  isFresh(token: string): boolean {
    return isAllowed(this.decide(this.codes.read(token), this.clock.now()));
  }

  /**
   * What somebody who scanned a code is about to do; 409 with the true reason when they cannot. `scannedAt`: when they
   * did, if that is known; signing in may take longer than a code lasts.
   */
  async look(actor: Actor, token: string, scannedAt?: Date): Promise<ScannedCode> {
    requireGrant(actor, attendanceAccess.checkIn);
    const code = this.codes.read(token);
    enforce(this.decide(code, scannedAt ?? this.clock.now()));
    const { sessionId } = code!;
    const session = (await this.rolls.headings([sessionId], where('1 = 1'))).get(sessionId);
    if (!session) throw notFound('session');
    const enrolmentId = await this.seatOf(actor, session.runId);
    enforce(enrolmentId ? allowed : denied('check_in.other_run', { run: session.runCode }));
    const isDone = await this.checkIns.isDone(sessionId, enrolmentId!);
    if (!isDone) enforce(mayCheckIn(session, this.clock.now()));
    return {
      session,
      enrolmentId: enrolmentId!,
      isDone,
      standing: await this.witnesses.standing(sessionId, enrolmentId!),
    };
  }

  /** Says that this person is here. Done before, it changes nothing and tells what stands. */
  checkIn(actor: Actor, token: string, scannedAt?: Date): Promise<ScannedCode & { standing: Standing }> {
    return this.unitOfWork.run(async () => {
      const scanned = await this.look(actor, token, scannedAt);
      const { session, enrolmentId, standing } = scanned;
      if (scanned.isDone) return { ...scanned, standing: standing! };
      const status = checkedInAs(session, scannedAt ?? this.clock.now());
      const id = v5(`${session.sessionId} ${enrolmentId} ${status}`, checkInsOfOurs);
      const [heard] = await this.witnesses.say(actor, session.sessionId, 'check_in', [{ enrolmentId, status, id }]);
      return { ...scanned, standing: heard.standing };
    });
  }

  private decide(code: ReadCode | null, at: Date): Decision {
    return firstDenial(
      code ? allowed : denied('check_in.not_genuine'),
      code && at < code.expiresAt ? allowed : denied('check_in.code_expired'),
    );
  }

  private async seatOf({ personId }: Actor, runId: string): Promise<string | null> {
    const seats = personId ? await this.enrolments.ofPerson(personId) : [];
    return seats.find((seat) => seat.runId === runId && seat.status === 'active')?.id ?? null;
  }

  /** 404 out of sight, 403 for whoever sees the roll and does not take it. */
  private async getToOpen(actor: Actor, sessionId: string): Promise<RollHeading> {
    const whole = wholeRuns(scopeOf(actor, attendanceAccess.openCheckIn));
    const session = (await this.rolls.headings([sessionId], whole)).get(sessionId);
    if (session) return session;
    const scope = scopeOf(actor, attendanceAccess.read);
    const isSeen = await this.rolls.findHeading(sessionId, wholeRuns(scope), enrolmentsIn(scope));
    throw isSeen ? forbidden() : notFound('session');
  }
}
