import { accessRow, coChairs } from '#libs/kernel';

/** The rows of the access matrix about certificate templates. */
export const designAccess = {
  read: accessRow('certificate_template.read', {
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('A'),
    auditor: 'A',
  }),
  edit: accessRow('certificate_template.edit', { vn_coordinator: 'A' }),
  activate: accessRow('certificate_template.activate', coChairs('2')),
};
