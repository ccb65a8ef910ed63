import { z } from 'zod';
import { dateField, idField, listQuery } from '#libs/platform';
import { documentKinds } from '#libs/training';

/** What goes with the file; which of the dates a kind needs, `document-kinds.rules.ts` says. */
export const documentFields = z.strictObject({
  kind: z.enum(documentKinds, 'field.not_a_choice'),
  issuedOn: dateField().nullable().default(null),
  validUntil: dateField().nullable().default(null),
});

/** The order is the queue's own: whoever waits longest comes first. */
export const dossierQuery = listQuery.omit({ sort: true, q: true }).extend({ runId: idField().optional() });

export type DocumentFields = z.output<typeof documentFields>;
export type DossierQuery = z.output<typeof dossierQuery>;
