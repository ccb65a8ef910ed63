import { Check, Entity, Index } from 'typeorm';
import type { LocalisedText } from '#libs/kernel';
import { flag, id, json, Key, longText, References, Stored, text, whole } from '#libs/platform';
import { Programme } from './programme.entity.js';
import type { RequiredOfCourse } from './required-outputs.rules.js';
import { type CertificateRules, searchKeyOf } from './training.rules.js';

export interface CourseContent extends CertificateRules<RequiredOfCourse> {
  programmeId: string;
  code: string;
  title: LocalisedText;
  objectives: LocalisedText;
  units: number;
}

/** A reusable syllabus. Its rules are what a new run of it begins with; a run keeps its own from then on. */
@Entity('course')
@Index('uq_course_code', ['code'], { unique: true })
@Check('ck_course_numbers', 'units >= 1 AND attendance_threshold >= 0 AND attendance_threshold <= 100')
export class Course {
  @Key() id: string;
  @Stored(id()) @References(() => Programme) programmeId: string;
  @Stored(text(40)) code: string;
  @Stored(json()) title: LocalisedText;
  @Stored(json()) objectives: LocalisedText;
  /** Teaching units (tiết) the syllabus plans. */
  @Stored(whole()) units: number;
  /** Per cent of all planned units that must be attended. */
  @Stored(whole()) attendanceThreshold: number;
  @Stored(flag()) excusedCounts: boolean;
  @Stored(flag()) hasAssessment: boolean;
  @Stored(json()) requiredOutputs: RequiredOfCourse[];
  @Stored(longText()) searchKey: string;
  @Stored(whole()) version: number;

  describe(content: CourseContent): void {
    Object.assign(this, content);
    this.searchKey = searchKeyOf(this.code, this.title);
  }
}
