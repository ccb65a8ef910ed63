import { Injectable } from '@nestjs/common';
import { type Actor, Clock, enforce, isGranted } from '#libs/kernel';
import { Audit, UnitOfWork } from '#libs/platform';
import type { Output } from '../output.entity.js';
import { OutputsInSight } from '../outputs-in-sight.js';
import { holdAccess } from './hold.policy.js';
import { type HoldState, holdState, mayClear, mayLeaveHold, mayLookAgain } from './hold.rules.js';
import type { OutputFinding } from './output-finding.entity.js';
import type { OutputLook } from './output-look.entity.js';
import { OutputLooksRepository } from './output-looks.repository.js';

/** How an output stands with personal data, and what the look through it found. */
export interface Hold {
  output: Output;
  state: HoldState;
  /** Null while it waits. */
  look: OutputLook | null;
  findings: OutputFinding[];
  /** May this actor clear it, or have it looked through again? */
  mayClear: boolean;
}

/** What keeps an output from being published: personal data that nobody has cleared. */
@Injectable()
export class HoldsService {
  constructor(
    private readonly looks: OutputLooksRepository,
    private readonly inSight: OutputsInSight,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** For those who see the output. */
  async get(actor: Actor, outputId: string): Promise<Hold> {
    const output = await this.inSight.get(actor, outputId);
    const look = await this.looks.current(output);
    const findings = look ? await this.looks.findings(look.id) : [];
    return {
      output,
      look,
      findings,
      state: stateOf(look, findings.length),
      mayClear: isGranted(actor, holdAccess.clear),
    };
  }

  /** All that was found may be published, says this person, and why. */
  clear(actor: Actor, outputId: string, reason: string): Promise<void> {
    return this.unitOfWork.run(async () => {
      const { look, state, output } = await this.standing(actor, outputId);
      enforce(mayClear(output.status, state));
      look!.clear(actor.accountId, reason, this.clock.now());
      await this.looks.update(look!);
      await this.record(actor, 'output.hold_cleared', outputId, reason, { lookId: look!.id });
    });
  }

  lookAgain(actor: Actor, outputId: string): Promise<void> {
    return this.unitOfWork.run(async () => {
      const { look, state, output } = await this.standing(actor, outputId);
      enforce(mayLookAgain(output.status, state));
      Object.assign(look!, { status: 'waiting', attempts: 0, fault: null, endedAt: null });
      await this.looks.update(look!);
      await this.record(actor, 'output.look_again', outputId, null, { lookId: look!.id });
    });
  }

  async stateOf(output: Output): Promise<HoldState> {
    const look = await this.looks.current(output);
    return stateOf(look, look ? await this.looks.countFindings(look.id) : 0);
  }

  /** Joins the unit that publishes: throws 409 `output.held`. */
  async requireRelease(output: Output): Promise<void> {
    enforce(mayLeaveHold(await this.stateOf(output)));
  }

  private async standing(actor: Actor, outputId: string) {
    const output = await this.inSight.getFor(actor, holdAccess.clear, outputId);
    return { output, look: await this.looks.current(output), state: await this.stateOf(output) };
  }

  private record(
    actor: Actor,
    action: string,
    subjectId: string,
    reason: string | null,
    details: object,
  ): Promise<void> {
    return this.audit.record(actor, { action, noun: 'output', subjectId, reason, details: { ...details } });
  }
}

const stateOf = (look: OutputLook | null, findingCount: number): HoldState =>
  holdState(look && { status: look.status, findingCount, isCleared: look.clearedAt !== null });
