/** Pure words and rules of thumb of the whole house: errors, decisions, actors, text folding, dates. Nothing here knows a database, a framework or a room. */
export {
  type AccessRow,
  accessRow,
  coChairs,
  everyRole,
  type Grant,
  grantsOf,
  isGranted,
  requireGrant,
  type Scope,
  scopeOf,
} from './access.js';
export { type Actor, hasRole, operatorActor, publicActor, type Role, roles, ruleActor } from './actor.js';
export { Clock, SystemClock } from './clock.js';
export { allowed, type Decision, type Denial, denied, enforce, firstDenial, isAllowed } from './decision.js';
export {
  conflict,
  DomainError,
  type ErrorArgs,
  type ErrorKind,
  type FieldError,
  forbidden,
  invalid,
  notFound,
  stale,
} from './domain-error.js';
export {
  containsLao,
  identityKey,
  normaliseMultiline,
  normaliseText,
  searchKey,
  sortKey,
  sortKeyOfVietnameseName,
} from './fold.js';
export { gramsNeeded, gramsOf, gramWords } from './grams.js';
export { isId, madeAt, newId } from './ids.js';
export { isLaoInLegacyFont, type LegacyLao, legacyLao, legacyLaoFont } from './legacy-lao.js';
export {
  addDays,
  ageOn,
  daysBetween,
  instantOf,
  isLocalDate,
  isTimeOfDay,
  type LocalDate,
  localDate,
  localDateOf,
  timeOfDay,
  weekdayOf,
} from './local-date.js';
export {
  isLanguage,
  type Language,
  type LocalisedText,
  languages,
  type PickedText,
  pickText,
} from './localised-text.js';
export { officialDate, officialMonth, officialPeriod, shortDate, shortInstant } from './official-date.js';
export { days, type Period, period } from './period.js';
export { type Sector, sectors } from './sectors.js';
