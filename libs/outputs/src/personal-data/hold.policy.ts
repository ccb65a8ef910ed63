import { accessRow } from '#libs/kernel';

/** Who says that what a look found may be published all the same, or has it looked through again. */
export const holdAccess = {
  clear: accessRow('output.clear_hold', { lao_coordinator: 'A', vn_coordinator: 'A' }),
};
