import { Entity } from 'typeorm';
import {
  id,
  json,
  Key,
  type PersonalDataKind,
  type PersonalDataPlace,
  References,
  Stored,
  text,
  whole,
} from '#libs/platform';
import { OutputLook } from './output-look.entity.js';

/** What a look found in one place. What was seen there is nowhere kept, but for a sample with most of it hidden. */
@Entity('output_finding')
export class OutputFinding {
  @Key() id: string;
  @Stored(id()) @References(() => OutputLook) lookId: string;
  @Stored(text(20)) kind: PersonalDataKind;
  @Stored(json()) place: PersonalDataPlace;
  @Stored(text(120)) sample: string;
  @Stored(whole()) count: number;
}
