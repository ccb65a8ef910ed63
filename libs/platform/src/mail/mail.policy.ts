import { accessRow } from '#libs/kernel';

/**
 * The log of mails. A coordinator reads what concerns their side, with addresses masked; the admin reads of every mail
 * that it was sent, to which address and what the mail server said, and not what it says.
 */
export const mailAccess = {
  read: accessRow('mail.read', { lao_coordinator: 'M', vn_coordinator: 'M', admin: 'A' }),
  sendAgain: accessRow('mail.send_again', { lao_coordinator: 'M', vn_coordinator: 'M', admin: 'A' }),
};
