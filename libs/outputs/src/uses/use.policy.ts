import { type Actor, accessRow, coChairs, hasRole } from '#libs/kernel';

export const useAccess = {
  /** Of published outputs within one's sight. */
  record: accessRow('output.record_use', {
    nominator: 'P',
    lao_coordinator: 'P',
    vn_coordinator: 'P',
    ...coChairs('P'),
    instructor: 'P',
    trainee: 'P',
    consumer: 'P',
  }),
  figures: accessRow('output.use_figures', {
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('A'),
    auditor: 'A',
  }),
};

/** Whoever looks after the outputs takes them to look at, not to use them: what they take is not recorded. */
export const looksAfter = (actor: Actor): boolean =>
  hasRole(actor, 'lao_coordinator', 'vn_coordinator', 'lao_co_chair', 'vn_co_chair', 'auditor', 'admin', 'instructor');
