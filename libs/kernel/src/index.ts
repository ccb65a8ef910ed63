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
export { isId, newId } from './ids.js';
