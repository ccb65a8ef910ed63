import { accessRow } from '#libs/kernel';

/** The rows of the access matrix about those who use the shared database by programs, or by leave. */
export const consumerAccess = {
  /** API key: create, revoke own. */
  keys: accessRow('consumer_key.own', { consumer: 'S' }),
  /** Show a restricted output to somebody, and stop showing it. */
  grant: accessRow('output.grant', { lao_coordinator: 'A', vn_coordinator: 'A' }),
};
