import { z } from 'zod';
import { countries } from '#libs/people';
import { dateField, idField, listQuery, optionalLineField, paragraphField } from '#libs/platform';
import {
  codeField,
  countField,
  laoProvinces,
  localisedField,
  optionalLocalisedField,
  provinceField,
} from '../training.fields.js';
import { roomKinds } from './room.rules.js';

const noText = { lo: '', vi: '', en: '' };

const content = {
  code: codeField(),
  kind: z.enum(roomKinds, 'field.not_a_choice'),
  name: localisedField(250),
  place: optionalLocalisedField(250),
  country: z.enum(countries, 'field.not_a_choice'),
  province: provinceField(),
  zone: optionalLineField(60).unwrap(),
  capacity: countField(5000),
  hostOrganisationId: idField().nullable(),
  hostName: optionalLineField(250).unwrap(),
  hostPhone: optionalLineField(40).unwrap(),
};

export const roomFields = z.strictObject({
  ...content,
  place: content.place.default(noText),
  province: content.province.default(null),
  zone: content.zone.default(''),
  hostOrganisationId: content.hostOrganisationId.default(null),
  hostName: content.hostName.default(''),
  hostPhone: content.hostPhone.default(''),
});

/** An edit names only what changes. */
export const roomChanges = z.strictObject(content).partial();

/** When it is closed, all of it: what is left out is open again. */
export const closureRows = z
  .array(
    z
      .strictObject({
        startsOn: dateField(),
        endsOn: dateField(),
        reason: paragraphField(500).refine((reason) => reason !== '', 'field.reason_required'),
      })
      .refine(({ startsOn, endsOn }) => endsOn >= startsOn, {
        path: ['endsOn'],
        error: 'room.closure_ends_before_start',
      }),
  )
  .max(100);

export const roomQuery = listQuery.extend({
  kind: z.enum(roomKinds, 'field.not_a_choice').optional(),
  country: z.enum(countries, 'field.not_a_choice').optional(),
  province: z.enum(laoProvinces).optional(),
});

export type RoomFields = z.output<typeof roomFields>;
export type RoomChanges = z.output<typeof roomChanges>;
export type ClosureRows = z.output<typeof closureRows>;
export type RoomQuery = z.output<typeof roomQuery>;
