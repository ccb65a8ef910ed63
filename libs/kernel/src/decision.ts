import { conflict, DomainError, type ErrorArgs, type ErrorKind } from './domain-error.js';

export const allowed = 'allowed' as const;

export interface Denial {
  denied: string;
  args: ErrorArgs;
}

/** The answer of a rule. A page uses it to grey out a button and say why, a service to refuse. */
export type Decision = typeof allowed | Denial;

export const denied = (code: string, args: ErrorArgs = {}): Denial => ({ denied: code, args });

export const isAllowed = (decision: Decision): decision is typeof allowed => decision === allowed;

/** The first denial of several decisions, else allowed. */
export const firstDenial = (...decisions: Decision[]): Decision =>
  decisions.find((decision) => decision !== allowed) ?? allowed;

/** Throws the denial as a refusal: 409 unless another kind is named. */
export function enforce(decision: Decision, kind: ErrorKind = 'conflict'): void {
  if (decision === allowed) return;
  throw kind === 'conflict'
    ? conflict(decision.denied, decision.args)
    : new DomainError(kind, decision.denied, decision.args);
}
