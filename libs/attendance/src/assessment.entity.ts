import { Entity, Index } from 'typeorm';
import { Enrolment } from '#libs/nominations';
import { flag, id, instant, Key, orNull, References, Stored, text, whole } from '#libs/platform';

/** Whether one enrolment passed, and with what grade. */
@Entity('assessment')
@Index('uq_assessment_enrolment', ['enrolmentId'], { unique: true })
export class Assessment {
  @Key() id: string;
  @Stored(id()) @References(() => Enrolment) enrolmentId: string;
  @Stored(flag()) passed: boolean;
  /** In the institutes' own words; may be empty. */
  @Stored(text(60)) grade: string;
  /** Account. */
  @Stored(orNull(id())) recordedBy: string | null;
  @Stored(instant()) recordedAt: Date;
  @Stored(whole()) version: number;

  record(passed: boolean, grade: string, by: string | null, at: Date): void {
    Object.assign(this, { passed, grade, recordedBy: by, recordedAt: at });
  }
}
