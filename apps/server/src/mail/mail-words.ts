import type { MailStatus } from '#libs/platform';
import type { Visit } from '../web/index.js';

/** Words that several pages about mails show. */

const tones: Readonly<Record<MailStatus, string>> = {
  waiting: 'progress',
  sending: 'progress',
  sent: 'good',
  in_doubt: 'attention',
  given_up: 'bad',
  not_configured: 'neutral',
};

export const mailBadge = ({ t }: Visit, status: MailStatus) => ({
  text: t(`mail.status.${status}`),
  tone: tones[status],
});
