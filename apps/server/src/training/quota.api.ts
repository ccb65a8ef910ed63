import { Body, Get, Put } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { type QuotaRows, QuotasService, quotaAccess, quotaRows } from '#libs/training';
import { Allow, Answers, Api, CurrentActor, Id, IfMatch } from '../web/index.js';
import { quotasResource, quotasSchema } from './quota.view.js';

/** The quotas of a run, read and set as a whole. */
@Api('runs')
export class QuotasApi {
  constructor(private readonly quotas: QuotasService) {}

  @Get(':id/quotas')
  @Allow(quotaAccess.read)
  @Answers(quotasSchema)
  async ofRun(@CurrentActor() actor: Actor, @Id() id: string) {
    return quotasResource(await this.quotas.ofRun(actor, id));
  }

  @Put(':id/quotas')
  @Allow(quotaAccess.set)
  @Answers(quotasSchema)
  async set(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body({ schema: quotaRows }) rows: QuotaRows,
  ) {
    return quotasResource(await this.quotas.set(actor, id, version, rows));
  }
}
