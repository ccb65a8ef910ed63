import { Injectable } from '@nestjs/common';
import { Enrolling } from './enrolling.js';
import type { Moving } from './held-nominations.js';
import { keepsPlace } from './list/placement.rules.js';
import { Placements } from './list/placements.repository.js';
import type { Taken } from './nomination.entity.js';
import { Promotion } from './promotion.js';
import { ReserveOrder } from './reserve-order.repository.js';

/** What a nomination gives up by a step, and who has it then. */
@Injectable()
export class LettingGo {
  constructor(
    private readonly order: ReserveOrder,
    private readonly placements: Placements,
    private readonly enrolling: Enrolling,
    private readonly promotion: Promotion,
  ) {}

  /**
   * Whoever leaves the reserves leaves their order; whoever leaves the organisation's list lets the others close up,
   * unless a replacement has the place; whoever loses a confirmed seat is enrolled no more.
   */
  async ofPlaces({ nomination, taking }: Moving, { from }: Taken): Promise<void> {
    if (from === 'reserve') await this.order.leave(nomination);
    if (!keepsPlace(nomination.status) && nomination.replacedById === null) await this.placements.closeUp(nomination);
    if (from === 'confirmed') await this.enrolling.end(nomination, taking.at);
  }

  /** A seat that became free goes to the next by rule. */
  async ofSeat(moving: Moving, { freedQuotaId }: Taken): Promise<void> {
    if (freedQuotaId !== null) await this.promotion.fill(moving, freedQuotaId);
  }
}
