import { isGranted, type LocalisedText, localDateOf, pickText } from '#libs/kernel';
import { consumerAccess, type Output, type PossibleReceiver, type StandingGrant } from '#libs/outputs';
import type { Listing } from '#libs/platform';
import { pagingOfListing, type Visit } from '../../web/index.js';

const tones = { live: 'good', over: 'attention', revoked: 'neutral' } as const;

/** Consumers, and beside each organisation they come from all its consumers together. */
function receiverOptions(visit: Visit, receivers: readonly PossibleReceiver[]) {
  const word = (text: LocalisedText | null) => (text ? pickText(text, visit.language).text : '');
  const organisations = new Map(receivers.map(({ organisationId, organisation }) => [organisationId, organisation]));
  return [
    {
      group: visit.t('grants.consumers'),
      options: receivers.map(({ id, name, organisation }) => ({
        value: `account:${id}`,
        label: [name, word(organisation)].filter(Boolean).join(' · '),
      })),
    },
    {
      group: visit.t('grants.organisations'),
      options: [...organisations].flatMap(([id, name]) =>
        id === null ? [] : [{ value: `organisation:${id}`, label: word(name) }],
      ),
    },
  ].filter(({ options }) => options.length > 0);
}

/** Where it is said who sees a restricted output; null when that is not for this person to say. */
export const grantsHref = (visit: Visit, { id, accessLevel }: Pick<Output, 'id' | 'accessLevel'>): string | null =>
  accessLevel === 'restricted' && isGranted(visit.actor, consumerAccess.grant) ? `/outputs/${id}/grants` : null;

export function grantsPage(
  visit: Visit,
  { output, grants }: { output: Output; grants: Listing<StandingGrant> },
  receivers: readonly PossibleReceiver[],
) {
  const { t, language } = visit;
  const word = (text: LocalisedText) => pickText(text, language).text;
  const address = `/outputs/${output.id}/grants`;
  return {
    title: t('grants.title'),
    breadcrumb: [
      { label: t('outputs.title'), href: '/outputs' },
      { label: word(output.title), href: `/outputs/${output.id}` },
      { label: t('grants.title') },
    ],
    address,
    isRestricted: output.accessLevel === 'restricted',
    receivers: receiverOptions(visit, receivers),
    paging: pagingOfListing(visit, address, grants),
    rows: grants.items.map((grant) => {
      const { receiver, organisation, standing } = grant;
      return {
        name: receiver.kind === 'account' ? receiver.name : word(receiver.name),
        sub: receiver.kind === 'organisation' ? t('grants.allOfIt') : organisation ? word(organisation) : '',
        reason: grant.reason,
        grantedBy: grant.grantedByName,
        grantedOn: localDateOf(grant.at),
        endsOn: grant.endsOn,
        badge: { text: t(`grants.standing.${standing}`), tone: tones[standing] },
        form: `revoke-${grant.id}`,
        revoke: standing === 'live' ? `${address}/${grant.id}/revocation` : null,
      };
    }),
  };
}
