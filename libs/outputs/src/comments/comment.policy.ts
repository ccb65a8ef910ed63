import { accessRow, coChairs } from '#libs/kernel';

/** Whoever reads an unpublished output comments on it, but for the auditor, who only reads. */
export const commentAccess = {
  write: accessRow('output.comment', {
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('A'),
    instructor: 'C',
    trainee: 'S',
  }),
};
