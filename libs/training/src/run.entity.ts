import { Check, Entity, Index } from 'typeorm';
import type { LocalDate, LocalisedText } from '#libs/kernel';
import {
  calendarDate,
  counter,
  flag,
  id,
  instant,
  json,
  Key,
  list,
  longText,
  orNull,
  References,
  Stored,
  text,
  whole,
} from '#libs/platform';
import { Course } from './course.entity.js';
import type { DocumentKind, EligibilityRule } from './eligibility.types.js';
import type { RequiredOfRun } from './required-outputs.rules.js';
import { type RunStatus, type RunStep, runLife } from './run.rules.js';
import { type CertificateRules, searchKeyOf } from './training.rules.js';

export interface RunContent extends CertificateRules<RequiredOfRun> {
  courseId: string;
  code: string;
  place: LocalisedText;
  /** ISO 3166-2 (`LA-SV`), null when it is held outside Laos. */
  province: string | null;
  startsOn: LocalDate;
  endsOn: LocalDate;
  nominationOpensOn: LocalDate;
  nominationClosesOn: LocalDate;
  capacity: number;
  eligibilityRules: EligibilityRule[];
  requiredDocuments: DocumentKind[];
}

const contentFields = [
  'courseId',
  'code',
  'place',
  'province',
  'startsOn',
  'endsOn',
  'nominationOpensOn',
  'nominationClosesOn',
  'capacity',
  'attendanceThreshold',
  'excusedCounts',
  'hasAssessment',
  'requiredOutputs',
  'eligibilityRules',
  'requiredDocuments',
] as const satisfies readonly (keyof RunContent)[];

export const contentOf = (run: RunContent): RunContent =>
  Object.fromEntries(contentFields.map((field) => [field, run[field]])) as unknown as RunContent;

/** Of what changes, that which is another than it was. */
export const changedFields = (run: RunContent, changes: Partial<RunContent>): (keyof RunContent)[] =>
  contentFields.filter(
    (field) => changes[field] !== undefined && JSON.stringify(changes[field]) !== JSON.stringify(run[field]),
  );

/** One dated delivery of a course. Its seats are counted here: confirmed and held together never exceed its capacity. */
@Entity('course_run')
@Index('uq_course_run_code', ['code'], { unique: true })
@Index('ix_course_run_starts', ['startsOn', 'id'])
@Check('ck_course_run_seats', 'seats_taken >= 0 AND seats_taken <= capacity')
@Check('ck_course_run_dates', 'ends_on >= starts_on AND nomination_closes_on >= nomination_opens_on')
@Check('ck_course_run_threshold', 'attendance_threshold >= 0 AND attendance_threshold <= 100')
export class CourseRun {
  @Key() id: string;
  @Stored(id()) @References(() => Course) courseId: string;
  @Stored(text(40)) code: string;
  @Stored(json()) place: LocalisedText;
  @Stored(orNull(text(5))) province: string | null;
  @Stored(calendarDate()) startsOn: LocalDate;
  @Stored(calendarDate()) endsOn: LocalDate;
  @Stored(calendarDate()) nominationOpensOn: LocalDate;
  @Stored(calendarDate()) nominationClosesOn: LocalDate;
  @Stored(whole()) capacity: number;
  /** Confirmed seats and those held for a replacement; only `Seats` changes it. */
  @Stored(counter()) seatsTaken: number;
  @Stored(whole()) attendanceThreshold: number;
  @Stored(flag()) excusedCounts: boolean;
  @Stored(flag()) hasAssessment: boolean;
  @Stored(json()) requiredOutputs: RequiredOfRun[];
  /** What the call asks of people; rules, not wishes: `warning` or `block` each. */
  @Stored(list()) eligibilityRules: EligibilityRule[];
  /** What a nomination must carry before it is confirmed. */
  @Stored(list()) requiredDocuments: DocumentKind[];
  @Stored(text(20)) status: RunStatus;
  /** When its call was opened: from then on everybody may see it, also if it is cancelled later. */
  @Stored(orNull(instant())) calledAt: Date | null;
  @Stored(orNull(longText())) cancelReason: string | null;
  @Stored(longText()) searchKey: string;
  @Stored(instant()) createdAt: Date;
  @Stored(whole()) version: number;

  plan(content: RunContent): void {
    Object.assign(this, content);
    this.searchKey = searchKeyOf(this.code, this.place);
  }

  /** Moves on in its life. Whether it may is asked before, of `mayStep`. */
  take(step: RunStep, at: Date): void {
    this.status = runLife[step].to;
    if (step === 'open_call') this.calledAt = at;
  }

  cancel(reason: string, at: Date): void {
    this.take('cancel', at);
    this.cancelReason = reason;
  }
}
