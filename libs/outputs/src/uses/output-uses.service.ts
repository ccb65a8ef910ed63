import { Injectable } from '@nestjs/common';
import { type Actor, Clock, conflict, enforce, localDateOf, newId, notFound, requireGrant } from '#libs/kernel';
import { Audit, eventType, type Listing, Outbox, UnitOfWork } from '#libs/platform';
import { SharedDatabaseService } from '../shared-database.service.js';
import { OutputUse } from './output-use.entity.js';
import { type DeclaredUse, nowhere, OutputUsesRepository } from './output-uses.repository.js';
import type { UseFields, UsesQuery } from './use.fields.js';
import { useAccess } from './use.policy.js';
import { mayTakeBack } from './use.rules.js';

export const outputUsed = eventType<{ outputId: string; useId: string }>('output.used');

/** What people say they used published outputs for. */
@Injectable()
export class OutputUsesService {
  constructor(
    private readonly uses: OutputUsesRepository,
    private readonly shared: SharedDatabaseService,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Of all its versions in sight, the latest first, for whoever sees the output. */
  async list(actor: Actor, outputId: string, query: UsesQuery): Promise<Listing<DeclaredUse>> {
    return this.uses.declared(await this.shared.originalOf(actor, outputId), this.shared.sightOf(actor), query);
  }

  async get(actor: Actor, outputId: string, id: string): Promise<DeclaredUse> {
    const originalId = await this.shared.originalOf(actor, outputId);
    const use = await this.uses.declaredOne(originalId, this.shared.sightOf(actor), id);
    if (!use) throw notFound('use');
    return use;
  }

  /** Its authors are told by mail. One purpose is declared once a day. */
  declare(actor: Actor, outputId: string, { purpose, note, country }: UseFields): Promise<DeclaredUse> {
    return this.unitOfWork.run(async () => {
      requireGrant(actor, useAccess.record);
      const originalId = await this.shared.originalOf(actor, outputId);
      const accountId = actor.accountId!;
      const from = (await this.uses.belongings([accountId])).get(accountId) ?? nowhere;
      const at = this.clock.now();
      const use = Object.assign(new OutputUse(), {
        id: newId(),
        outputId,
        originalId,
        kind: 'declared',
        accountId,
        organisationId: from.organisationId,
        country: from.country ?? country ?? null,
        purpose,
        note,
        at,
        onceKey: `declared:${outputId}:${accountId}:${localDateOf(at)}:${purpose}`,
      } satisfies OutputUse);
      if (!(await this.uses.add(use))) throw conflict('output.use_declared');
      await this.record(actor, 'output.use_declared', use);
      await this.outbox.raise(outputUsed, { outputId, useId: use.id });
      return this.get(actor, outputId, use.id);
    });
  }

  /** What one declared oneself the same day. */
  takeBack(actor: Actor, outputId: string, id: string): Promise<void> {
    return this.unitOfWork.run(async () => {
      requireGrant(actor, useAccess.record);
      const use = await this.uses.find(await this.shared.originalOf(actor, outputId), id);
      if (!use || use.accountId !== actor.accountId) throw notFound('use');
      enforce(mayTakeBack(use.at, this.clock.now()));
      await this.uses.remove(use);
      await this.record(actor, 'output.use_taken_back', use);
    });
  }

  private record(actor: Actor, action: string, { id, outputId, purpose }: OutputUse): Promise<void> {
    return this.audit.record(actor, { action, noun: 'output', subjectId: outputId, details: { useId: id, purpose } });
  }
}
