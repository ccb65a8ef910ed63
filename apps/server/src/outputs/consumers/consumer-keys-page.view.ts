import { localDateOf } from '#libs/kernel';
import { type ConsumerKey, type ConsumerKeyUse, keyScopes, type NewKey } from '#libs/outputs';
import type { Configuration } from '#libs/platform';
import type { Visit } from '../../web/index.js';

const standing = (key: ConsumerKey, now: Date): 'open' | 'revoked' | 'over' => {
  if (key.revokedAt !== null) return 'revoked';
  return key.opensAt(now) ? 'open' : 'over';
};

const tones = { open: 'good', revoked: 'neutral', over: 'attention' } as const;

const badgeOf = (visit: Visit, key: ConsumerKey, now: Date) => ({
  text: visit.t(`consumer-keys.standing.${standing(key, now)}`),
  tone: tones[standing(key, now)],
});

const lastDayOf = ({ expiresAt }: ConsumerKey) => expiresAt && localDateOf(new Date(expiresAt.getTime() - 1));

const scopeWords = (visit: Visit, { scopes }: ConsumerKey) =>
  scopes.map((scope) => visit.t(`consumer-keys.scope.${scope}`)).join(', ');

const crumbs = (visit: Visit, label: string) => [
  { label: visit.t('accounts.me.title'), href: '/me' },
  { label: visit.t('consumer-keys.title'), href: '/me/keys' },
  { label },
];

export const consumerKeysPage = (
  visit: Visit,
  keys: readonly ConsumerKey[],
  now: Date,
  { keyRequestsPerMinute }: Configuration,
) => ({
  title: visit.t('consumer-keys.title'),
  breadcrumb: [{ label: visit.t('accounts.me.title'), href: '/me' }, { label: visit.t('consumer-keys.title') }],
  limit: visit.t('consumer-keys.limit', { count: keyRequestsPerMinute }),
  scopes: keyScopes.map((value) => ({ value, label: visit.t(`consumer-keys.scope.${value}`) })),
  chosen: [...keyScopes],
  rows: keys.map((key) => ({
    name: key.name,
    href: `/me/keys/${key.id}`,
    prefix: `mtp_${key.prefix}_…`,
    scopes: scopeWords(visit, key),
    badge: badgeOf(visit, key, now),
    lastUsedAt: key.lastUsedAt,
    lastDay: lastDayOf(key),
  })),
});

export const consumerKeyPage = (visit: Visit, key: ConsumerKey, uses: readonly ConsumerKeyUse[], now: Date) => ({
  title: key.name,
  breadcrumb: crumbs(visit, key.name),
  badge: badgeOf(visit, key, now),
  facts: [
    { label: visit.t('consumer-keys.prefix'), text: `mtp_${key.prefix}_…` },
    { label: visit.t('consumer-keys.scopes'), text: scopeWords(visit, key) },
    { label: visit.t('consumer-keys.createdAt'), instant: key.createdAt },
    { label: visit.t('consumer-keys.expiresOn'), date: lastDayOf(key) },
    { label: visit.t('consumer-keys.lastUsedAt'), instant: key.lastUsedAt },
    { label: visit.t('consumer-keys.revokedAt'), instant: key.revokedAt },
  ].filter((fact) => fact.text || fact.instant || fact.date),
  uses: uses.map(({ day, scope, requests, rowCount }) => ({
    day,
    scope: visit.t(`consumer-keys.scope.${scope}`),
    requests,
    rows: rowCount,
  })),
  revoke: key.revokedAt === null ? `/me/keys/${key.id}/revocation` : null,
});

/** The key, this once, with a first question to ask by it. */
export const newConsumerKeyPage = (visit: Visit, { key, token }: NewKey, { publicUrl }: Configuration) => ({
  title: visit.t('consumer-keys.created.title'),
  breadcrumb: crumbs(visit, key.name),
  name: key.name,
  token,
  example: `curl -H "Authorization: Bearer ${token}" "${publicUrl}/api/v1/shared-database/outputs"`,
});
