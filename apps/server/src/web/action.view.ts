import { type Decision, isAllowed } from '#libs/kernel';
import type { Visit } from './visit.js';

/** A step as a button: grey with the reason when the rules refuse it now. */
export interface ActionView {
  form: string;
  action: string;
  label: string;
  tone: '' | 'secondary' | 'danger';
  disabled: boolean;
  why: string | null;
  /** Label of the reason the step asks for. */
  reason: string | null;
}

/** Why a button is grey; null when it is not. */
export const whyNot = ({ t }: Pick<Visit, 't'>, decision: Decision): string | null =>
  isAllowed(decision) ? null : t(`errors.${decision.denied}`, decision.args);
