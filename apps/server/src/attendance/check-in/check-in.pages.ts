import { Get, Inject, Post } from '@nestjs/common';
import { attendanceAccess, CheckInsService } from '#libs/attendance';
import { Clock, DomainError, requireGrant } from '#libs/kernel';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import { Allow, AllowAnyone, Form, Pages, Shows, type Visit } from '../../web/index.js';
import { checkInCodeResource, checkInScreenPage, isOpen, scannedPage } from './check-in.view.js';
import { rememberScan, scannedAt } from './scan-cookie.js';

/** The code in front of the room, and what a telephone that scanned it shows. */
@Pages('')
export class CheckInPages {
  constructor(
    private readonly checkIns: CheckInsService,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get('sessions/:id/check-in')
  @Allow(attendanceAccess.openCheckIn)
  @Shows('check-in/screen')
  async screen(visit: Visit) {
    const screen = await this.checkIns.screen(visit.actor, visit.id());
    if (!isOpen(screen)) return checkInScreenPage(visit, screen, null);
    const code = await this.checkIns.open(visit.actor, visit.id());
    return checkInScreenPage(visit, screen, checkInCodeResource(code, this.configuration.publicUrl, this.clock.now()));
  }

  /** Anyone: whoever is not signed in is remembered to have scanned in time, then signs in. */
  @Get('check-in/:token')
  @AllowAnyone()
  @Shows('check-in/scanned')
  async scanned(visit: Visit) {
    const { actor, params } = visit;
    const now = this.clock.now();
    if (this.checkIns.isFresh(params.token!)) rememberScan(visit, now, this.configuration);
    requireGrant(actor, attendanceAccess.checkIn);
    try {
      return scannedPage(visit, await this.checkIns.look(actor, params.token!, scannedAt(visit, now)), null);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'conflict') throw error;
      return scannedPage(visit, null, visit.t(`errors.${error.code}`, error.args));
    }
  }

  @Post('check-in/:token')
  @Allow(attendanceAccess.checkIn)
  @Form('scanned', 'check-in')
  async checkIn(visit: Visit) {
    const when = scannedAt(visit, this.clock.now());
    const { session, standing } = await this.checkIns.checkIn(visit.actor, visit.params.token!, when);
    const mark = visit.t(`attendance.mark.${standing.status}`);
    return visit.to(`/sessions/${session.sessionId}/roll`, 'check-in.notice.done', { mark });
  }
}
