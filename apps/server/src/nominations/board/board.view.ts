import { z } from 'zod';
import { languages } from '#libs/kernel';
import {
  type BoardColumn,
  type BoardRow,
  type Nomination,
  nominationStatuses,
  type SelectionBoard,
  type Tally,
} from '#libs/nominations';
import { documentKinds, eligibilityKinds, ruleLevels } from '#libs/training';

/** The shapes of the selection board in the API. */

const localised = z.object(Object.fromEntries(languages.map((language) => [language, z.string()])));
const status = z.enum(nominationStatuses);
const count = z.number().int();

const tallySchema = z.object({
  chosen: count,
  women: count,
  womenShare: z.number().nullable(),
  submitted: count,
  selected: count,
  confirmed: count,
  reserve: count,
  notSelected: count,
  returned: count,
  seatsNeeded: count,
  byTraineeKind: z.record(z.string(), count),
});

const nominationSchema = z.object({
  id: z.string(),
  personId: z.string(),
  fullName: z.string(),
  fullNameLatin: z.string(),
  sex: z.string(),
  position: localised,
  traineeKind: z.string().nullable(),
  status,
  rank: count,
  reservePosition: count.nullable(),
  holdsSeat: z.boolean(),
  version: count,
  /** What the rules of the call find; a block that is not lifted keeps it from being selected. */
  findings: z.array(
    z.object({
      kind: z.enum(eligibilityKinds),
      level: z.enum(ruleLevels),
      code: z.string(),
      args: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      lifted: z.boolean(),
    }),
  ),
  missingDocuments: z.array(z.enum(documentKinds)),
});

const quotaSchema = z.object({
  organisationId: z.string(),
  organisationName: localised,
  seats: count,
  taken: count,
  /** By everybody under this quota, if all who are selected are confirmed. */
  needed: count,
});

export const boardSchema = z.object({
  runId: z.string(),
  runCode: z.string(),
  capacity: count,
  seatsTaken: count,
  tally: tallySchema,
  byOrganisationKind: z.record(z.string(), count),
  byProvince: z.record(z.string(), count),
  organisations: z.array(
    z.object({
      id: z.string(),
      name: localised,
      kind: z.string(),
      province: z.string().nullable(),
      quota: quotaSchema.nullable(),
      tally: tallySchema,
      nominations: z.array(nominationSchema),
    }),
  ),
});

/** What became of each of several, in the order asked. */
export const decidedSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      organisationId: z.string(),
      personId: z.string(),
      status,
      rank: count,
      reservePosition: count.nullable(),
      returnUntil: z.iso.date().nullable(),
      version: count,
    }),
  ),
});

const tallyResource = (tally: Tally): z.output<typeof tallySchema> => ({
  ...tally,
  byTraineeKind: { ...tally.byTraineeKind },
});

const rowResource = (row: BoardRow): z.output<typeof nominationSchema> => ({
  id: row.id,
  personId: row.personId,
  fullName: row.fullName,
  fullNameLatin: row.fullNameLatin,
  sex: row.sex,
  position: { ...row.position },
  traineeKind: row.traineeKind,
  status: row.status,
  rank: row.rank,
  reservePosition: row.reservePosition,
  holdsSeat: row.holdsSeat,
  version: row.version,
  findings: row.findings.map(({ kind, level, code, args, lifted }) => ({
    kind,
    level,
    code,
    args: { ...args },
    lifted,
  })),
  missingDocuments: [...row.dossier.missing],
});

const columnResource = ({ organisation, quota, quotaNeeded, tally, people }: BoardColumn) => ({
  id: organisation.id,
  name: { ...organisation.name },
  kind: organisation.kind,
  province: organisation.province,
  quota: quota && {
    organisationId: quota.organisationId,
    organisationName: { ...quota.organisationName },
    seats: quota.seats,
    taken: quota.taken,
    needed: quotaNeeded,
  },
  tally: tallyResource(tally),
  nominations: people.map(rowResource),
});

export const boardResource = ({ run, columns, tally, ...rest }: SelectionBoard): z.output<typeof boardSchema> => ({
  runId: run.id,
  runCode: run.code,
  capacity: run.capacity,
  seatsTaken: run.seatsTaken,
  tally: tallyResource(tally),
  byOrganisationKind: { ...rest.byOrganisationKind },
  byProvince: { ...rest.byProvince },
  organisations: columns.map(columnResource),
});

export const decidedResource = (nominations: readonly Nomination[]): z.output<typeof decidedSchema> => ({
  items: nominations.map(({ id, organisationId, personId, status, rank, reservePosition, returnUntil, version }) => ({
    id,
    organisationId,
    personId,
    status,
    rank,
    reservePosition,
    returnUntil,
    version,
  })),
});
