import { attendanceEntities } from '#libs/attendance';
import { certificatesEntities } from '#libs/certificates';
import { nominationsEntities } from '#libs/nominations';
import { outputsEntities } from '#libs/outputs';
import { peopleEntities } from '#libs/people';
import type { EntityClass } from '#libs/platform';
import { trainingEntities } from '#libs/training';

/** The tables of every room, for the database. */
export const entities: EntityClass[] = [
  ...peopleEntities,
  ...trainingEntities,
  ...nominationsEntities,
  ...attendanceEntities,
  ...outputsEntities,
  ...certificatesEntities,
];
