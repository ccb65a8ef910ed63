import { accessRow } from '#libs/kernel';

export const runMessageAccess = {
  /** A mail to the nominators of a run: both coordinators plan it together. */
  send: accessRow('run_message.send', { lao_coordinator: 'A', vn_coordinator: 'A' }),
};
