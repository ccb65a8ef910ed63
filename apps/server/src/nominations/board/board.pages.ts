import { Get, Post } from '@nestjs/common';
import { Clock, localDateOf } from '#libs/kernel';
import { BulkSelection, nominationAccess, SelectionBoardService } from '#libs/nominations';
import { RunFrames } from '../../training/run-frame.js';
import { Allow, Form, Pages, Shows, type Visit } from '../../web/index.js';
import { askedIn, bulkOf, type DecisionForm, decisionForm } from './board.forms.js';
import { boardPage } from './board-page.view.js';
import { decisionPage } from './decision-page.view.js';

/** The selection board: tick, look who is affected, decide. */
@Pages('runs')
export class SelectionBoardPages {
  constructor(
    private readonly boards: SelectionBoardService,
    private readonly bulk: BulkSelection,
    private readonly frames: RunFrames,
    private readonly clock: Clock,
  ) {}

  @Get(':runId/board')
  @Allow(nominationAccess.select)
  @Shows('nominations/board')
  async board(visit: Visit) {
    return boardPage(visit, await this.framed(visit), askedIn(visit).ids);
  }

  /** Who is affected, before anything is done. */
  @Get(':runId/board/decision')
  @Allow(nominationAccess.select)
  @Shows('nominations/board-decision')
  async decision(visit: Visit) {
    const framed = await this.framed(visit);
    const asked = askedIn(visit);
    const chosen = framed.board.columns.flatMap(({ organisation, people }) =>
      people.flatMap(({ id }) => (asked.ids.includes(id) ? [{ id, organisationId: organisation.id }] : [])),
    );
    const skipped = await this.boards.skippedBy(visit.actor, framed.run.id, chosen);
    return decisionPage(visit, { ...framed, asked, skipped, today: localDateOf(this.clock.now()) });
  }

  @Post(':runId/board/decision')
  @Allow(nominationAccess.select)
  @Form('decision', 'decide', decisionForm)
  async decide(visit: Visit, form: DecisionForm) {
    const runId = visit.id('runId');
    const decided = await this.bulk.decide(visit.actor, runId, bulkOf(form));
    return visit.to(`/runs/${runId}/board`, `board.notice.${form.step}`, { count: decided.length });
  }

  private async framed(visit: Visit) {
    const runId = visit.id('runId');
    const frame = await this.frames.runFrame(visit, runId, 'nominations');
    return { ...frame, board: await this.boards.of(visit.actor, runId) };
  }
}
