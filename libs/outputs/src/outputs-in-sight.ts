import { Injectable } from '@nestjs/common';
import { type AccessRow, type Actor, forbidden, notFound, requireGrant, scopeOf } from '#libs/kernel';
import type { Output } from './output.entity.js';
import { outputAccess } from './output.policy.js';
import { OutputsRepository } from './outputs.repository.js';

/** Loads an output for somebody who wants to do something with it. */
@Injectable()
export class OutputsInSight {
  constructor(private readonly outputs: OutputsRepository) {}

  /** 404 out of sight. */
  async get(actor: Actor, id: string): Promise<Output> {
    const output = await this.outputs.find(scopeOf(actor, outputAccess.read), id);
    if (!output) throw notFound('output');
    return output;
  }

  /** 403 for a role without the right, 404 out of sight, 403 where it is seen by another right than this one. */
  async getFor(actor: Actor, row: AccessRow, id: string): Promise<Output> {
    requireGrant(actor, row);
    const output = await this.get(actor, id);
    if (!(await this.isWithin(actor, row, id))) throw forbidden('forbidden', { action: row.action });
    return output;
  }

  async isWithin(actor: Actor, row: AccessRow, id: string): Promise<boolean> {
    return (await this.outputs.find(scopeOf(actor, row), id)) !== null;
  }
}
