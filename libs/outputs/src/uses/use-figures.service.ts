import { Injectable } from '@nestjs/common';
import { type Actor, type LocalisedText, requireGrant } from '#libs/kernel';
import type { Listing } from '#libs/platform';
import { type Sector, sectors } from '../output.types.js';
import type { UsedOutputsQuery } from './use.fields.js';
import { useAccess } from './use.policy.js';
import { figuresOf, type UseFigures } from './use.rules.js';
import { type Group, type ListedUsedOutput, UseFiguresRepository } from './use-figures.repository.js';

export interface AllUseFigures {
  all: UseFigures;
  sectors: (UseFigures & { sector: Sector })[];
  programmes: (UseFigures & { id: string; title: LocalisedText })[];
}

/** Whether and how soon published outputs are used, for those who answer for the programme and see all of them. */
@Injectable()
export class UseFiguresService {
  constructor(private readonly repository: UseFiguresRepository) {}

  /** Only sectors and programmes that have something published. */
  async figures(actor: Actor): Promise<AllUseFigures> {
    requireGrant(actor, useAccess.figures);
    const counts = await this.repository.published();
    const firstUses = await this.repository.firstUses();
    const of = (isIn: (one: Group) => boolean) => figuresOf(counts.filter(isIn), firstUses.filter(isIn));
    const titles = await this.repository.titles([...new Set(counts.map(({ programmeId }) => programmeId))]);
    return {
      all: of(() => true),
      sectors: sectors
        .filter((sector) => counts.some((one) => one.sector === sector))
        .map((sector) => ({ sector, ...of((one) => one.sector === sector) })),
      programmes: [...titles].map(([id, title]) => ({ id, title, ...of((one) => one.programmeId === id) })),
    };
  }

  /** The outputs behind a figure, the latest published first. */
  async outputs(actor: Actor, query: UsedOutputsQuery): Promise<Listing<ListedUsedOutput>> {
    requireGrant(actor, useAccess.figures);
    return this.repository.list(query);
  }
}
