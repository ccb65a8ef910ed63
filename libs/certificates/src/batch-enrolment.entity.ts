import { Entity, Index } from 'typeorm';
import { Enrolment } from '#libs/nominations';
import { id, Key, orNull, References, Stored } from '#libs/platform';
import { CertificateBatch } from './certificate-batch.entity.js';

/** One enrolment on the list of a batch. */
@Entity('batch_enrolment')
@Index('uq_batch_enrolment_live', ['liveKey'], { unique: true })
export class BatchEnrolment {
  @Key() id: string;
  @Stored(id()) @References(() => CertificateBatch) batchId: string;
  @Stored(id()) @References(() => Enrolment) enrolmentId: string;
  /** The enrolment while its batch is not cancelled: nobody is on two lists at once. */
  @Stored(orNull(id())) liveKey: string | null;
}
