import { Injectable } from '@nestjs/common';
import { type Actor, Clock, conflict, invalid, type LocalDate, localDateOf, newId, notFound } from '#libs/kernel';
import { OrganisationLookup } from '#libs/people';
import { Audit, type Listing, mapListing, UnitOfWork } from '#libs/platform';
import type { Output } from '../output.entity.js';
import { OutputsInSight } from '../outputs-in-sight.js';
import { consumerAccess } from './consumer.policy.js';
import { OutputGrant } from './output-grant.entity.js';
import type { GrantFields, GrantsQuery } from './output-grant.fields.js';
import { type ListedGrant, OutputGrantsRepository, type PossibleReceiver } from './output-grants.repository.js';

export type GrantStanding = 'live' | 'over' | 'revoked';

/** A grant and how it stands today. */
export interface StandingGrant extends ListedGrant {
  standing: GrantStanding;
}

const standingOf = ({ revokedAt, endsOn }: Pick<ListedGrant, 'revokedAt' | 'endsOn'>, on: LocalDate) =>
  (revokedAt !== null ? 'revoked' : endsOn !== null && endsOn < on ? 'over' : 'live') satisfies GrantStanding;

/** Who, beside those whose office it is, is shown a restricted output: said by either institute, for all its versions. */
@Injectable()
export class OutputGrantsService {
  constructor(
    private readonly grants: OutputGrantsRepository,
    private readonly inSight: OutputsInSight,
    private readonly organisations: OrganisationLookup,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** With the output it is about; grants that are over or revoked stay in the list. */
  async list(
    actor: Actor,
    outputId: string,
    query: GrantsQuery,
  ): Promise<{ output: Output; grants: Listing<StandingGrant> }> {
    const output = await this.inSight.getFor(actor, consumerAccess.grant, outputId);
    return { output, grants: mapListing(await this.grants.list(output.originalId, query), this.standing) };
  }

  async get(actor: Actor, outputId: string, id: string): Promise<StandingGrant> {
    const { originalId } = await this.inSight.getFor(actor, consumerAccess.grant, outputId);
    const grant = await this.grants.listed(originalId, id);
    if (!grant) throw notFound('grant');
    return this.standing(grant);
  }

  /** Consumers by name. */
  async receivers(actor: Actor, outputId: string): Promise<PossibleReceiver[]> {
    await this.inSight.getFor(actor, consumerAccess.grant, outputId);
    return this.grants.consumers();
  }

  grant(actor: Actor, outputId: string, fields: GrantFields): Promise<StandingGrant> {
    const { accountId, organisationId, reason, endsOn } = fields;
    return this.unitOfWork.run(async () => {
      const output = await this.inSight.getFor(actor, consumerAccess.grant, outputId);
      const { originalId } = output;
      const now = this.clock.now();
      const on = localDateOf(now);
      if (output.accessLevel !== 'restricted') throw conflict('grant.not_restricted');
      if (endsOn !== null && endsOn < on) throw invalid({ pointer: '/endsOn', code: 'grant.over_before_it_begins' });
      await this.requireReceiver(accountId, organisationId);
      await this.grants.holdOutput(originalId);
      const grant = Object.assign(new OutputGrant(), {
        id: newId(),
        originalId,
        accountId,
        organisationId,
        reason,
        grantedBy: actor.accountId,
        at: now,
        endsOn,
        revokedAt: null,
        version: 1,
      });
      if (await this.grants.isGiven(grant, on)) throw conflict('grant.given_already');
      await this.grants.add(grant);
      await this.record(actor, 'output.access_granted', grant, reason);
      return this.get(actor, outputId, grant.id);
    });
  }

  revoke(actor: Actor, outputId: string, grantId: string): Promise<StandingGrant> {
    return this.unitOfWork.run(async () => {
      const { originalId } = await this.inSight.getFor(actor, consumerAccess.grant, outputId);
      const grant = await this.grants.find(originalId, grantId);
      if (!grant) throw notFound('grant');
      if (grant.revokedAt === null) {
        grant.revoke(this.clock.now());
        await this.grants.save(grant);
        await this.record(actor, 'output.access_revoked', grant, null);
      }
      return this.get(actor, outputId, grantId);
    });
  }

  private readonly standing = (grant: ListedGrant): StandingGrant => ({
    ...grant,
    standing: standingOf(grant, localDateOf(this.clock.now())),
  });

  private async requireReceiver(accountId: string | null, organisationId: string | null): Promise<void> {
    if (accountId !== null && (await this.grants.consumers(accountId)).length === 0)
      throw invalid({ pointer: '/accountId', code: 'grant.not_a_consumer' });
    if (organisationId !== null && !(await this.organisations.find(organisationId)))
      throw invalid({ pointer: '/organisationId', code: 'grant.no_such_organisation' });
  }

  private record(actor: Actor, action: string, grant: OutputGrant, reason: string | null): Promise<void> {
    const { id, originalId, accountId, organisationId, endsOn } = grant;
    return this.audit.record(actor, {
      action,
      noun: 'output',
      subjectId: originalId,
      reason,
      details: { grantId: id, accountId, organisationId, endsOn },
    });
  }
}
