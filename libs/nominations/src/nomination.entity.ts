import { Check, Entity, Index } from 'typeorm';
import { conflict, type Denial, type DomainError, forbidden, invalid, type LocalDate } from '#libs/kernel';
import { Organisation, Person } from '#libs/people';
import {
  calendarDate,
  counter,
  id,
  instant,
  Key,
  longText,
  orNull,
  References,
  Stored,
  text,
  whole,
} from '#libs/platform';
import { CourseRun, Quota } from '#libs/training';
import { explainsItself, type ReturnReason } from './dossier/return-reasons.js';
import type { NominationChanges } from './nomination.fields.js';
import {
  type Circumstances,
  findStep,
  isLive,
  isReturnDate,
  keepsSeat,
  type NominationAction,
  type NominationState,
  type NominationStatus,
  type Party,
} from './nomination.rules.js';

/** What taking a step came to: as whom it was taken, and the seat that it freed, if any. */
export interface Taken {
  from: NominationStatus;
  as: Party;
  /** The quota whose seat is to be given back; the nomination has let go of it. */
  freedQuotaId: string | null;
}

export interface Taking extends Circumstances {
  at: Date;
  reason?: string | null;
  /** Of a return: says enough by itself unless it is `other`. */
  reasonCode?: ReturnReason | null;
}

/** An organisation proposes a person for a run. Its life is `nomination.rules.ts`. */
@Entity('nomination')
@Index('uq_nomination_live', ['liveKey'], { unique: true })
@Index('uq_nomination_reserve', ['runId', 'reservePosition'], { unique: true })
@Index('ix_nomination_organisation', ['organisationId', 'id'])
@Index('ix_nomination_status', ['status', 'id'])
@Index('ix_nomination_selected', ['status', 'selectedAt', 'id'])
@Index('ix_nomination_rank', ['runId', 'organisationId', 'rank', 'id'])
@Check('ck_nomination_live', "(live_key IS NULL) = (status IN ('not_selected', 'substituted', 'withdrawn'))")
@Check('ck_nomination_seat', "seat_quota_id IS NULL OR status IN ('submitted', 'selected', 'confirmed')")
export class Nomination implements NominationState {
  @Key() id: string;
  @Stored(id()) @References(() => CourseRun) runId: string;
  @Stored(id()) @References(() => Organisation) organisationId: string;
  @Stored(id()) @References(() => Person) personId: string;
  @Stored(text(20)) status: NominationStatus;
  /** Place in the organisation's own order, from 1; only `Placements` changes it. */
  @Stored(counter()) rank: number;
  /** Place in the run's one order of reserves; only `ReserveOrder` changes it. */
  @Stored(orNull(counter())) reservePosition: number | null;
  /** `run:person` while live: the database allows one live nomination of a person in a run. */
  @Stored(orNull(text(80))) liveKey: string | null;
  /** The quota whose seat is confirmed or held for this nomination. */
  @Stored(orNull(id())) @References(() => Quota) seatQuotaId: string | null;
  /** The confirmed nomination that this one takes the place of. */
  @Stored(orNull(id())) @References(() => Nomination) replacesId: string | null;
  /** The nomination that took its place; no foreign key, since each would wait for the other. */
  @Stored(orNull(id())) replacedById: string | null;
  @Stored(text(60)) letterNumber: string;
  @Stored(orNull(calendarDate())) letterDate: LocalDate | null;
  @Stored(longText()) note: string;
  @Stored(orNull(calendarDate())) returnUntil: LocalDate | null;
  /** Why it is as it is: the reason of the last step, where one was given. */
  @Stored(orNull(longText())) statusReason: string | null;
  @Stored(orNull(text(30))) statusReasonCode: ReturnReason | null;
  /** Account of whoever drafted it, which is not always of the organisation. */
  @Stored(orNull(id())) draftedBy: string | null;
  @Stored(instant()) createdAt: Date;
  @Stored(orNull(instant())) submittedAt: Date | null;
  /** The first time: from then on Viet Nam sees it. */
  @Stored(orNull(instant())) selectedAt: Date | null;
  @Stored(orNull(instant())) confirmedAt: Date | null;
  @Stored(whole()) version: number;

  get holdsSeat(): boolean {
    return this.seatQuotaId !== null;
  }

  edit(changes: Omit<NominationChanges, 'rank'>, circumstances: Circumstances): Party {
    const found = findStep('edit', this, circumstances);
    if ('denied' in found) throw refusal(found);
    Object.assign(this, changes);
    return found.as;
  }

  submit(taking: Taking): Taken {
    const taken = this.take('submit', taking);
    this.submittedAt ??= taking.at;
    this.returnUntil = null;
    return taken;
  }

  select(taking: Taking): Taken {
    const taken = this.take('select', taking);
    this.selectedAt ??= taking.at;
    return taken;
  }

  /** The rule moves it up from reserve. */
  promote(taking: Taking): Taken {
    const taken = this.take('promote', taking);
    this.selectedAt ??= taking.at;
    return taken;
  }

  reserve(taking: Taking): Taken {
    return this.take('reserve', taking);
  }

  notSelect(taking: Taking): Taken {
    return this.take('not_select', taking);
  }

  /** Back to the organisation, which may submit again until that date. */
  return(until: LocalDate, taking: Taking): Taken {
    const taken = this.take('return', taking);
    if (!isReturnDate(until, taking.today)) throw invalid({ pointer: '/until', code: 'nomination.until_past' });
    this.returnUntil = until;
    return taken;
  }

  /** Whether it may be confirmed; the seat and the days are asked of the database next. */
  confirm(taking: Taking): Taken {
    const taken = this.take('confirm', taking);
    this.confirmedAt = taking.at;
    return taken;
  }

  withdraw(taking: Taking): Taken {
    return this.take('withdraw', taking);
  }

  /** Viet Nam lets it be replaced late: nothing of it changes, what is kept is the unlock. */
  unlockSubstitution(circumstances: Circumstances): Party {
    const found = findStep('unlock_substitution', this, circumstances);
    if ('denied' in found) throw refusal(found);
    return found.as;
  }

  /** Gives its seat to the replacement, which holds it until it is confirmed or refused. */
  substitute(replacement: Nomination, taking: Taking): Taken {
    const quotaId = this.seatQuotaId;
    const taken = this.take('substitute', taking);
    replacement.seatQuotaId = quotaId;
    replacement.replacesId = this.id;
    this.replacedById = replacement.id;
    return { ...taken, freedQuotaId: null };
  }

  private take(action: NominationAction, taking: Taking): Taken {
    const found = findStep(action, this, taking);
    if ('denied' in found) throw refusal(found);
    const { step, as } = found;
    if (step.needsReason && !taking.reason && !explainsItself(taking.reasonCode))
      throw invalid({ pointer: '/reason', code: 'field.reason_required' });
    this.status = step.to;
    this.liveKey = isLive(step.to) ? liveKeyOf(this.runId, this.personId) : null;
    this.statusReason = taking.reason ?? null;
    this.statusReasonCode = taking.reasonCode ?? null;
    return { from: step.from, as, freedQuotaId: this.letGoOfSeat() };
  }

  private letGoOfSeat(): string | null {
    if (keepsSeat(this.status)) return null;
    const quotaId = this.seatQuotaId;
    this.seatQuotaId = null;
    return quotaId;
  }
}

export const liveKeyOf = (runId: string, personId: string): string => `${runId}:${personId}`;

/** A step that somebody else may take is forbidden; one that nobody may take now is against the rules. */
const refusal = ({ denied, args }: Denial): DomainError =>
  denied === 'nomination.not_your_step' ? forbidden(denied, args) : conflict(denied, args);
