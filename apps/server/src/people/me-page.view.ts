import { isGranted } from '#libs/kernel';
import { consumerAccess } from '#libs/outputs';
import type { AccountCard, PersonCard, SignIn } from '#libs/people';
import type { Visit } from '../web/index.js';
import { languageOptions, roleWords, wordIn } from './people-words.js';

/** `person`: who is behind the account, with contact to edit; null for accounts without a person. */
export function mePage(
  visit: Visit,
  { account, roles, organisation, email }: AccountCard,
  signIns: readonly SignIn[],
  person: PersonCard | null,
) {
  const { t } = visit;
  const facts = [
    { label: t('accounts.email'), text: email },
    { label: t('accounts.roles'), text: roleWords(visit, roles) },
    organisation ? { label: t('accounts.organisation'), text: wordIn(visit, organisation) } : null,
  ];
  return {
    title: t('accounts.me.title'),
    lead: t('accounts.me.lead'),
    facts: facts.filter((fact) => fact !== null),
    keysHref: isGranted(visit.actor, consumerAccess.keys) ? '/me/keys' : null,
    account: { name: account.name, language: account.language, version: account.version, email },
    languages: languageOptions(visit),
    person: person
      ? { phone: person.phone, email: person.email, version: person.version, href: `/people/${person.id}` }
      : null,
    signIns: signIns.map((signIn) => ({
      form: `end-${signIn.id}`,
      action: `/me/sign-ins/${signIn.id}/ending`,
      device: deviceOf(signIn.userAgent) ?? t(`accounts.me.kind.${signIn.kind}`),
      kind: deviceOf(signIn.userAgent) ? t(`accounts.me.kind.${signIn.kind}`) : '',
      lastUsedAt: signIn.lastUsedAt,
      createdAt: signIn.createdAt,
      isCurrent: signIn.id === visit.actor.signInId,
    })),
  };
}

const systems = ['Android', 'iPhone', 'iPad', 'Windows', 'Macintosh', 'Linux'];
const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

/** "Chrome · Android": enough to recognise a device by. */
function deviceOf(userAgent: string): string | null {
  const system = systems.find((name) => userAgent.includes(name));
  const browser = browsers.find(([pattern]) => pattern.test(userAgent))?.[1];
  return [browser, system].filter(Boolean).join(' · ') || null;
}
