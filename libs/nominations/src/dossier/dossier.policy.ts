import { accessRow } from '#libs/kernel';

/** The rows of the access matrix about dossiers. On `A`: once submitted (Laos), once selected (Viet Nam). */
export const dossierAccess = {
  change: accessRow('dossier.change', { nominator: 'O', lao_coordinator: 'A' }),
  open: accessRow('dossier.open', { nominator: 'O', lao_coordinator: 'A', vn_coordinator: 'A', trainee: 'S' }),
  queue: accessRow('dossier.queue', { vn_coordinator: 'A' }),
};
