import { accessRow, coChairs } from '#libs/kernel';

/** Whoever reads nominations reads the lists they stand on, but for the trainees: each of them sees the own one only. */
export const listAccess = {
  read: accessRow('nomination_list.read', {
    nominator: 'O',
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('M'),
    auditor: 'AM',
  }),
  /** The scanned letter is a document of the dossier. */
  letter: accessRow('nomination_list.letter', { nominator: 'O', lao_coordinator: 'A', vn_coordinator: 'A' }),
  /** Lists with personal data, as paper or as a table. */
  export: accessRow('list.export', { nominator: 'O', lao_coordinator: 'A', vn_coordinator: 'A', auditor: 'M' }),
};
