import { z } from 'zod';
import { idField, listQuery } from '#libs/platform';
import { certificateStatuses } from './certificate.entity.js';

/** Which certificates: all that are seen, or those of a run, a decision, an organisation, of a status, or found by words. */
export const certificateSelection = z.strictObject({
  q: listQuery.shape.q,
  runId: idField().optional(),
  batchId: idField().optional(),
  organisationId: idField().optional(),
  status: z.enum(certificateStatuses).optional(),
});
export type CertificateSelection = z.output<typeof certificateSelection>;

export const certificateQuery = listQuery.extend(certificateSelection.shape);
export type CertificateQuery = z.output<typeof certificateQuery>;
