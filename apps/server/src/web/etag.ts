import type { FastifyRequest } from 'fastify';

/** Whether the caller has it already, so that 304 is answer enough. */
export const isKnown = ({ headers }: FastifyRequest, etag: string): boolean =>
  (headers['if-none-match'] ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
