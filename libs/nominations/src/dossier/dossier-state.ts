import { Injectable } from '@nestjs/common';
import type { DocumentKind } from '#libs/training';
import { DossierRepository } from './dossier.repository.js';
import { type DocumentProblem, missingKinds, problemsOf } from './dossier.rules.js';

export interface DossierStanding {
  /** What the run asks for. */
  required: DocumentKind[];
  missing: DocumentKind[];
  problems: DocumentProblem[];
}

/** How whole dossiers are, for many nominations in two statements, unscoped: the caller has them in somebody's sight. */
@Injectable()
export class DossierState {
  constructor(private readonly dossiers: DossierRepository) {}

  async of(nominationIds: readonly string[]): Promise<Map<string, DossierStanding>> {
    if (nominationIds.length === 0) return new Map();
    const demands = await this.dossiers.demands(nominationIds);
    const held = Map.groupBy(await this.dossiers.held(nominationIds), ({ nominationId }) => nominationId);
    return new Map(
      demands.map(({ nominationId, required, ...period }) => {
        const documents = held.get(nominationId) ?? [];
        const missing = missingKinds(required, documents);
        return [nominationId, { required, missing, problems: problemsOf(documents, period) }];
      }),
    );
  }

  async ofOne(nominationId: string): Promise<DossierStanding> {
    return (await this.of([nominationId])).get(nominationId) ?? { required: [], missing: [], problems: [] };
  }
}
