import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { PeopleIntake } from '#libs/people';
import { Audit, type AuditEntry, isUniqueViolation, Outdated, UnitOfWork } from '#libs/platform';
import { PlacementService } from '../list/placement.service.js';
import type { Nomination } from '../nomination.entity.js';
import { isOnBehalf } from '../nomination.policy.js';
import type { Prepared, PreparedPart } from './import-preparing.js';
import { ImportSteps } from './import-steps.js';
import { areSameTerms, ImportTerms, type Terms } from './import-terms.js';
import { ImportsRepository } from './imports.repository.js';

/**
 * Makes drafts of the rows of a checked import, all of them or none. What takes long is worked out before; the unit that
 * writes it holds the database's one writer for as long as the rows take to be written, and finds out by the database's
 * own keys and by a look at everybody known whether it still is so.
 */
@Injectable()
export class ImportWriting {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly terms: ImportTerms,
    private readonly steps: ImportSteps,
    private readonly intake: PeopleIntake,
    private readonly placement: PlacementService,
    private readonly audit: Audit,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Throws `Outdated` when it is to be prepared anew, DomainError when the sender may not; nothing is written then. */
  async write(sender: Actor, importId: string, prepared: Prepared): Promise<void> {
    await this.unitOfWork.run(() => this.writeAll(sender, importId, prepared));
  }

  private async writeAll(sender: Actor, importId: string, prepared: Prepared): Promise<void> {
    const arrived = await this.imports.find(importId);
    if (arrived?.state !== 'importing') return;
    let place = await this.placement.next(arrived.runId, arrived.organisationId);
    const terms = await this.terms.now(sender, arrived);
    if (!areSameTerms(terms, prepared.terms)) throw new Outdated('nomination_import');
    for (const part of prepared.parts) {
      for (const draft of part.drafts) draft.rank = place++;
      await turn();
      await this.writePart(terms, part, importId);
    }
    const { imported, skipped, listed } = prepared;
    await this.steps.imported(terms.actor, arrived, { imported, skipped, listed });
  }

  private async writePart({ actor, organisation }: Terms, part: PreparedPart, importId: string): Promise<void> {
    const { acquaintances, drafts, rows, named } = part;
    const inSight = await this.intake.inSight(actor, named);
    if (named.some((id) => !inSight.has(id))) throw new Outdated('person');
    await this.intake.take(actor, acquaintances);
    await turn();
    await this.add(drafts);
    await turn();
    const onBehalf = isOnBehalf(actor, 'organisation', organisation.path) ? { onBehalf: true } : {};
    const drafted = drafts.map(
      ({ id }, at): AuditEntry => ({
        action: 'nomination.drafted',
        noun: 'nomination',
        subjectId: id,
        details: { to: 'draft', as: 'organisation', importId, row: rows[at]!, ...onBehalf },
      }),
    );
    await this.audit.recordAll(actor, [...acquaintances.told, ...drafted]);
  }

  /** Somebody may have nominated one of them meanwhile: prepared anew, it is found out which. */
  private async add(drafts: readonly Nomination[]): Promise<void> {
    try {
      await this.imports.addAll(drafts);
    } catch (error) {
      throw isUniqueViolation(error) ? new Outdated('nomination') : error;
    }
  }
}
