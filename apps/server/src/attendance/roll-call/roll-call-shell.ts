import { Injectable } from '@nestjs/common';
import { Translator } from '#libs/platform';
import { rollCallModules } from '../../web/assets.js';
import { OfflineShell } from '../../web/offline-shell.js';
import { PageRenderer } from '../../web/page-renderer.js';

/** Besides the page's own words: those it shares with other pages, and why the server refuses a mark. */
const words = [
  'layout.language',
  'layout.signIn',
  'layout.productLatin',
  'layout.onlyIn',
  'attendance.mark',
  'attendance.markedOf',
  'attendance.nobody',
  'attendance.sessionNumber',
  'calendar.weekday',
  'attendance.rollState.closed',
  'errors.not_found',
  'errors.attendance.roll_closed',
  'errors.attendance.roll_not_yet_open',
  'errors.attendance.run_not_running',
  'errors.attendance.not_on_roll',
  'errors.attendance.mark_id_reused',
  'errors.session.is_cancelled',
];

/** The page that calls rolls without a network. */
@Injectable()
export class RollCallShell extends OfflineShell {
  constructor(renderer: PageRenderer, translator: Translator) {
    super(renderer, translator, {
      name: 'roll-call',
      path: '/roll-call',
      scope: '/roll-call',
      template: 'attendance/roll-call',
      modules: rollCallModules,
      style: 'roll-call.css',
      words,
    });
  }
}
