import { accessRow, coChairs } from '#libs/kernel';

/** The rows of the access matrix about certificates. */
export const certificateAccess = {
  prepare: accessRow('certificate_batch.prepare', { vn_coordinator: 'A' }),
  approve: accessRow('certificate_batch.approve', coChairs('2')),
  /** Preparing, approving and inspecting side read the decision; eligibility is read with it. */
  readBatch: accessRow('certificate_batch.read', {
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('A'),
    auditor: 'A',
  }),
  /** How one stands before a certificate of one's own. */
  readOwnEligibility: accessRow('certificate.read_own_eligibility', { trainee: 'S' }),
  list: accessRow('certificate.list', {
    nominator: 'O',
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('A'),
    instructor: 'CM',
    trainee: 'S',
    auditor: 'AM',
  }),
  download: accessRow('certificate.download', {
    nominator: 'O',
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('A'),
    trainee: 'S',
    auditor: 'A',
  }),
  request: accessRow('certificate.request', { vn_coordinator: 'A' }),
  /** Grants or refuses what was asked: to revoke, to replace. */
  decide: accessRow('certificate.decide', coChairs('2')),
  register: accessRow('certificate_register.read', {
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('A'),
    auditor: 'A',
  }),
};
