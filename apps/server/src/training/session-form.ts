import { Injectable } from '@nestjs/common';
import {
  RoomsService,
  type RunRow,
  roomQuery,
  SessionClashesService,
  type SessionFields,
  type SessionRow,
} from '#libs/training';
import { OtherPage, type Visit } from '../web/index.js';
import { Instructors } from './instructors.js';
import { sessionFormPage } from './session-form.view.js';

const everyRoom = roomQuery.parse({ pageSize: 200, total: 'false' });

/** The form of a session, new or not, with whom and where there is to choose from. */
@Injectable()
export class SessionForm {
  constructor(
    private readonly instructors: Instructors,
    private readonly rooms: RoomsService,
    private readonly clashes: SessionClashesService,
  ) {}

  async page(visit: Visit, run: RunRow, session: SessionRow | null) {
    const [instructors, rooms] = [
      await this.instructors.options(visit.actor),
      await this.rooms.list(visit.actor, everyRoom),
    ];
    return sessionFormPage(visit, run, session, { instructors, rooms: rooms.items });
  }

  /** Saves nothing: refuses as saving would, or says that nothing stands against it. */
  async check(
    visit: Visit,
    run: RunRow,
    session: SessionRow | null,
    { startsAt, endsAt, roomId, instructorIds, override }: SessionFields,
  ): Promise<OtherPage> {
    const proposal = { runId: run.id, sessionId: session?.id ?? null, startsAt, endsAt, roomId, instructorIds };
    await this.clashes.requireFree(visit.actor, proposal, override);
    visit.keep('session');
    const page = { ...(await this.page(visit, run, session)), isFree: true };
    return new OtherPage('sessions/form', page);
  }
}
