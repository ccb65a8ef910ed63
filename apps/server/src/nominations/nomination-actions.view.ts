import { type Actor, type Decision, firstDenial, isAllowed, type LocalDate } from '#libs/kernel';
import {
  asksReason,
  type Finding,
  mayConfirmDossier,
  mayPass,
  mayTake,
  mayTakeSeat,
  type NominationAction,
  type NominationRow,
  type NominationStatus,
  type Party,
  partiesOf,
} from '#libs/nominations';
import type { DocumentKind, Quota, RunRow } from '#libs/training';
import { type ActionView, type Visit, whyNot } from '../web/index.js';

/** A step as a button, with what nominations ask for besides. */
export interface NominationActionView extends ActionView {
  /** Label of the date the step asks for. */
  until: string | null;
  /** The step is a page of its own. */
  href: string | null;
  /** The step takes a place in the order of reserves. */
  hasPosition: boolean;
}

interface Offer {
  action: NominationAction;
  /** Address of the step. */
  noun: string;
  by: Party;
  tone: ActionView['tone'];
  /** The states in which somebody might look for the button, also where it is grey. */
  near: readonly NominationStatus[];
}

const live: NominationStatus[] = ['draft', 'submitted', 'returned', 'selected', 'reserve', 'confirmed'];

const offers: readonly Offer[] = [
  { action: 'submit', noun: 'submission', by: 'organisation', tone: '', near: ['draft', 'returned'] },
  { action: 'select', noun: 'selection', by: 'lao', tone: '', near: ['submitted', 'reserve', 'not_selected'] },
  { action: 'confirm', noun: 'confirmation', by: 'vn', tone: '', near: ['submitted', 'selected', 'reserve'] },
  {
    action: 'reserve',
    noun: 'reservation',
    by: 'lao',
    tone: 'secondary',
    near: ['submitted', 'selected', 'not_selected'],
  },
  {
    action: 'not_select',
    noun: 'non-selection',
    by: 'lao',
    tone: 'secondary',
    near: ['submitted', 'selected', 'reserve'],
  },
  { action: 'return', noun: 'return', by: 'lao', tone: 'secondary', near: ['submitted', 'selected'] },
  { action: 'return', noun: 'return', by: 'vn', tone: 'secondary', near: ['selected'] },
  { action: 'substitute', noun: 'substitution', by: 'organisation', tone: 'secondary', near: ['confirmed'] },
  {
    action: 'unlock_substitution',
    noun: 'substitution-unlock',
    by: 'vn',
    tone: 'secondary',
    near: ['confirmed'],
  },
  { action: 'withdraw', noun: 'withdrawal', by: 'organisation', tone: 'danger', near: live },
  { action: 'withdraw', noun: 'withdrawal', by: 'lao', tone: 'danger', near: live },
  { action: 'withdraw', noun: 'withdrawal', by: 'person', tone: 'danger', near: live },
];

export interface Standing {
  nomination: NominationRow;
  run: RunRow;
  today: LocalDate;
  /** The quota that covers the organisation. */
  quota: Quota | null;
  /** What the rules of the call say; null where the reader sees masked fields, unknown where it is not asked. */
  findings?: readonly Finding[] | null;
  /** Documents that the run asks for and that are not there; unknown where it is not asked. */
  missing?: readonly DocumentKind[];
  /** How many its selection would pass over: it then asks for a reason. */
  passesOver?: number;
}

/** Whether the step is possible now, as this actor. */
export function mayStep(actor: Actor, action: NominationAction, standing: Standing): Decision {
  const { nomination, run, today, quota, missing = [] } = standing;
  const step = mayTake(action, nomination, {
    run,
    today,
    parties: partiesOf(actor, nomination),
    isUnlocked: nomination.substitutionUnlocked,
  });
  const passed = ['select', 'reserve', 'confirm'].includes(action)
    ? firstDenial(step, mayPass(standing.findings ?? []))
    : step;
  if (action !== 'confirm') return passed;
  const { holdsSeat } = nomination;
  return firstDenial(
    passed,
    mayConfirmDossier(missing),
    mayTakeSeat({ holdsSeat, capacity: run.capacity, seatsTaken: run.seatsTaken, quota }),
  );
}

const isOutOfTurn = (action: NominationAction, { passesOver = 0 }: Standing): boolean =>
  action === 'select' && passesOver > 0;

/** The steps this person may ever take here, as far as they are near: each with the rules' answer. */
export function actionsOf(visit: Visit, standing: Standing): NominationActionView[] {
  const { nomination } = standing;
  const parties = partiesOf(visit.actor, nomination);
  const mine = offers.filter(({ by, near }) => parties.includes(by) && near.includes(nomination.status));
  const once = mine.filter(({ action }, index) => mine.findIndex((other) => other.action === action) === index);
  return once.map(({ action, noun, tone }) => {
    const decision = mayStep(visit.actor, action, standing);
    const address = `/nominations/${nomination.id}/${noun}`;
    // A refusal is always explained on the page, also where the rules would let it pass without.
    const explains = asksReason(action, nomination.status) || action === 'not_select' || isOutOfTurn(action, standing);
    return {
      form: action,
      action: address,
      label: visit.t(`nominations.action.${action}`),
      tone,
      disabled: !isAllowed(decision),
      why: whyNot(visit, decision),
      reason: explains && action !== 'substitute' ? visit.t(`nominations.reason.${action}`) : null,
      until: action === 'return' ? visit.t('nominations.until') : null,
      href: action === 'substitute' ? address : null,
      hasPosition: action === 'reserve',
    };
  });
}
