import { z } from 'zod';
import { codeField, localisedField, optionalLocalisedField } from './training.fields.js';

const content = { code: codeField(), title: localisedField(250), description: optionalLocalisedField(2000) };

export const programmeFields = z.strictObject({
  ...content,
  description: content.description.default({ lo: '', vi: '', en: '' }),
});

/** An edit names only what changes. */
export const programmeChanges = z.strictObject(content).partial();

export type ProgrammeFields = z.output<typeof programmeFields>;
export type ProgrammeChanges = z.output<typeof programmeChanges>;
