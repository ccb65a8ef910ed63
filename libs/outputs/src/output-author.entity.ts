import { Entity, Index } from 'typeorm';
import { Enrolment } from '#libs/nominations';
import { id, Key, References, Stored } from '#libs/platform';
import { Output } from './output.entity.js';

/** One trainee of the run who made the output. */
@Entity('output_author')
@Index('uq_output_author', ['outputId', 'enrolmentId'], { unique: true })
export class OutputAuthor {
  @Key() id: string;
  @Stored(id()) @References(() => Output) outputId: string;
  @Stored(id()) @References(() => Enrolment) enrolmentId: string;
}
