import { attendanceAccess } from '#libs/attendance';
import { isGranted } from '#libs/kernel';
import type { Visit } from '../../web/index.js';

/** Where the roll is called without a network, in the language of the page it is reached from; nothing for whoever calls none. */
export const rollCallLink = (visit: Visit, sessionId = '') =>
  isGranted(visit.actor, attendanceAccess.mark)
    ? [
        {
          label: visit.t('roll-call.open'),
          href: `/roll-call?lang=${visit.language}#${sessionId}`,
          tone: 'secondary',
          icon: 'download',
        },
      ]
    : [];
