import { Injectable } from '@nestjs/common';
import type { Quota } from './quota.entity.js';
import { coveringQuota, idsOfPath } from './quota.rules.js';
import { QuotasRepository } from './quotas.repository.js';

/** Quotas for the rooms above, unscoped. */
@Injectable()
export class Quotas {
  constructor(private readonly quotas: QuotasRepository) {}

  /** The quota an organisation nominates under in this run: its own or its nearest ancestor's; null without one. */
  async covering(runId: string, organisationPath: string): Promise<Quota | null> {
    return (await this.coveringIn([runId], organisationPath)).get(runId) ?? null;
  }

  /** The same for several runs at once; runs without one are missing. */
  async coveringIn(runIds: readonly string[], organisationPath: string): Promise<Map<string, Quota>> {
    const quotas = await this.quotas.ofOrganisations(runIds, idsOfPath(organisationPath));
    const covering = runIds.flatMap((runId) => {
      const quota = coveringQuota(
        quotas.filter((one) => one.runId === runId),
        organisationPath,
      );
      return quota ? [[runId, quota] as const] : [];
    });
    return new Map(covering);
  }

  /** The same for several organisations of one run, by path; those without one are missing. One statement. */
  async coveringEach(runId: string, organisationPaths: readonly string[]): Promise<Map<string, Quota>> {
    const paths = [...new Set(organisationPaths)];
    const quotas = await this.quotas.ofOrganisations([runId], [...new Set(paths.flatMap(idsOfPath))]);
    return new Map(
      paths.flatMap((path) => {
        const quota = coveringQuota(quotas, path);
        return quota ? [[path, quota] as const] : [];
      }),
    );
  }
}
