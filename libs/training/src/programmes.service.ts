import { Injectable } from '@nestjs/common';
import { type Actor, invalid, newId, notFound, requireGrant, stale } from '#libs/kernel';
import { Audit, type Listing, type ListQuery, UnitOfWork, violatesUnique } from '#libs/platform';
import { Programme } from './programme.entity.js';
import type { ProgrammeChanges, ProgrammeFields } from './programme.fields.js';
import { type ProgrammeRow, ProgrammesRepository } from './programmes.repository.js';
import { programmeAccess } from './training.policy.js';

@Injectable()
export class ProgrammesService {
  constructor(
    private readonly programmes: ProgrammesRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  list(actor: Actor, query: ListQuery): Promise<Listing<ProgrammeRow>> {
    return this.programmes.list(actor, query);
  }

  async getInSight(actor: Actor, id: string): Promise<Programme> {
    const programme = await this.programmes.findInSight(actor, id);
    if (!programme) throw notFound('programme');
    return programme;
  }

  async add(actor: Actor, fields: ProgrammeFields): Promise<Programme> {
    requireGrant(actor, programmeAccess.write);
    return this.unitOfWork.run(async () => {
      const programme = Object.assign(new Programme(), { id: newId(), version: 1 });
      programme.describe(fields);
      await unlessCodeTaken(() => this.programmes.add(programme));
      await this.audit.record(actor, { action: 'programme.added', noun: 'programme', subjectId: programme.id });
      return programme;
    });
  }

  /** `version` is the one the person was looking at; 412 when it has moved on. */
  async edit(actor: Actor, id: string, version: number, changes: ProgrammeChanges): Promise<Programme> {
    requireGrant(actor, programmeAccess.write);
    return this.unitOfWork.run(async () => {
      const programme = await this.getInSight(actor, id);
      if (programme.version !== version) throw stale('programme');
      programme.describe({ ...pick(programme), ...changes });
      await unlessCodeTaken(() => this.programmes.save(programme));
      await this.audit.record(actor, {
        action: 'programme.edited',
        noun: 'programme',
        subjectId: id,
        details: { fields: Object.keys(changes) },
      });
      return programme;
    });
  }
}

const pick = ({ code, title, description }: Programme) => ({ code, title, description });

async function unlessCodeTaken(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (violatesUnique(error, 'uq_programme_code', 'programme', ['code']))
      throw invalid({ pointer: '/code', code: 'programme.code_taken' });
    throw error;
  }
}
