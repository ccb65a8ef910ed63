import { Injectable } from '@nestjs/common';
import { type Actor, allowed, type Decision, isAllowed, type Period } from '#libs/kernel';
import { anyOf, type Where } from '#libs/platform';

/** What this room asks of those above it. They register their answer while they start; it is asked inside the unit. */

type Check = (id: string) => Promise<Decision>;

/** The first denial of those asked, in their order. */
async function ask(checks: readonly Check[], id: string): Promise<Decision> {
  for (const check of checks) {
    const decision = await check(id);
    if (!isAllowed(decision)) return decision;
  }
  return allowed;
}

/** May this run be closed (are its outputs published or waived?), and before that completed (are its rolls closed?). */
@Injectable()
export class RunClosing {
  private readonly closing: Check[] = [];
  private readonly completion: Check[] = [];

  register(check: Check): void {
    this.closing.push(check);
  }

  registerCompletion(check: Check): void {
    this.completion.push(check);
  }

  mayClose(runId: string): Promise<Decision> {
    return ask(this.closing, runId);
  }

  mayComplete(runId: string): Promise<Decision> {
    return ask(this.completion, runId);
  }
}

/** May this session be taken away, or its units changed? (Has it no marks?) */
@Injectable()
export class SessionRemoval {
  private readonly checks: Check[] = [];

  register(check: Check): void {
    this.checks.push(check);
  }

  mayRemove(sessionId: string): Promise<Decision> {
    return ask(this.checks, sessionId);
  }
}

type OnDates = (runId: string, period: Period) => Promise<void>;

/** Who must follow, in the same unit, when the dates of a run change; they refuse by throwing. */
@Injectable()
export class RunDates {
  private readonly followers: OnDates[] = [];

  register(onChange: OnDates): void {
    this.followers.push(onChange);
  }

  async tell(runId: string, period: Period): Promise<void> {
    for (const follow of this.followers) await follow(runId, period);
  }
}

type OnCancelled = (actor: Actor, runId: string, reason: string) => Promise<void>;

/** Who must follow, in the same unit, when a run is cancelled: its seats are given back, its people are free again. */
@Injectable()
export class RunCancellation {
  private readonly followers: OnCancelled[] = [];

  register(onCancelled: OnCancelled): void {
    this.followers.push(onCancelled);
  }

  async tell(actor: Actor, runId: string, reason: string): Promise<void> {
    for (const follow of this.followers) await follow(actor, runId, reason);
  }
}

/** Pieces of query over a column that holds a run's id. */
export interface Members {
  /** Runs in which people of this organisation, or of those below it, have or had a seat. */
  ofOrganisation(runColumn: string, organisationPath: string): Where;
  /** Runs in which this person has a seat, and those that were cancelled with them in it; who gave a seat up sees no more. */
  ofPerson(runColumn: string, personId: string): Where;
  /** Whose people have or had a seat in these runs: organisations at or below this path. */
  organisationsIn(runIds: readonly string[], organisationPath: string): Promise<SeatedOrganisation[]>;
}

/** An organisation with people in a run. */
export interface SeatedOrganisation {
  runId: string;
  organisationId: string;
}

/** Whose runs they are: nominators and trainees see the timetable of those. Unanswered, they see none. */
@Injectable()
export class RunMembers implements Members {
  private answer: Members | undefined;

  register(answer: Members): void {
    this.answer = answer;
  }

  ofOrganisation(runColumn: string, organisationPath: string): Where {
    return this.answer?.ofOrganisation(runColumn, organisationPath) ?? anyOf();
  }

  ofPerson(runColumn: string, personId: string): Where {
    return this.answer?.ofPerson(runColumn, personId) ?? anyOf();
  }

  async organisationsIn(runIds: readonly string[], organisationPath: string): Promise<SeatedOrganisation[]> {
    return (await this.answer?.organisationsIn(runIds, organisationPath)) ?? [];
  }
}

/** Somebody with a seat in a run. */
export interface Seated {
  runId: string;
  personId: string;
  name: string;
}

export interface Seatings {
  /** Everybody who has a seat in one of these runs. */
  ofRuns(runIds: readonly string[]): Promise<Seated[]>;
  /** Every seat that one of these people has. */
  ofPersons(personIds: readonly string[]): Promise<Seated[]>;
}

/** Who has to be where: a timetable would have nobody in two places at once. Unanswered, nobody has a seat. */
@Injectable()
export class RunPeople implements Seatings {
  private answer: Seatings | undefined;

  register(answer: Seatings): void {
    this.answer = answer;
  }

  async ofRuns(runIds: readonly string[]): Promise<Seated[]> {
    return (await this.answer?.ofRuns(runIds)) ?? [];
  }

  async ofPersons(personIds: readonly string[]): Promise<Seated[]> {
    return (await this.answer?.ofPersons(personIds)) ?? [];
  }
}
