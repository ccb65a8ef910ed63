import { z } from 'zod';
import { idField } from '../fields.js';
import { listQuery } from '../listing.js';
import { mailStatuses } from './mail.rules.js';

/** The log of mails. `subjectId`: about this run. */
export const mailQuery = listQuery
  .omit({ q: true })
  .extend({ status: z.enum(mailStatuses).optional(), subjectId: idField().optional() });

export type MailQuery = z.output<typeof mailQuery>;
