/** Looking for what belongs to a person in texts, files and rows. No noun of the domain. */
export type { LookedAtRows, LookTask } from './look.worker.js';
export {
  type PersonalDataFinding,
  type PersonalDataKind,
  type PersonalDataPlace,
  personalDataKinds,
} from './personal-data.types.js';
export { LookGivenUp, PersonalDataSearch } from './personal-data-search.js';
