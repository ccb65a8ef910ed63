import { z } from 'zod';
import { idField, listQuery, reasonField } from '#libs/platform';
import { excuseStatuses } from './excuse.rules.js';

/** Of which person; whoever asks for themselves leaves it out. */
export const excuseFields = z.strictObject({ enrolmentId: idField().optional(), reason: reasonField() });

export type ExcuseFields = z.output<typeof excuseFields>;

export const excuseQuery = listQuery.omit({ q: true }).extend({
  runId: idField().optional(),
  sessionId: idField().optional(),
  status: z.enum(excuseStatuses).optional(),
});

export type ExcuseQuery = z.output<typeof excuseQuery>;
