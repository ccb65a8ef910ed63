import { keyPurposes, publishedKey, type SigningKey } from '#libs/certificates';
import type { Visit } from '../../web/index.js';

function keyView(visit: Visit, key: SigningKey) {
  const label = (field: string) => visit.t(`signing-keys.field.${field}`);
  const { issuer } = publishedKey(key);
  const hasCertificate = key.subject !== null;
  const facts = [
    { label: label('subject'), ...subjectFact(key.subject, key.isDevelopment) },
    {
      label: label('issuer'),
      text: hasCertificate ? (issuer ? plainName(issuer) : visit.t('signing-keys.itself')) : null,
    },
    { label: label('algorithm'), text: key.algorithm },
    { label: label('validFrom'), instant: key.validFrom },
    { label: label('validTo'), instant: key.validTo },
    { label: label('firstUsedAt'), instant: key.firstUsedAt },
    { label: label('retiredAt'), instant: key.retiredAt },
    { label: label('keyId'), text: inGroups(key.keyId) },
    { label: label('fingerprint'), text: hasCertificate ? inGroups(key.fingerprint) : null },
  ];
  return {
    id: key.id,
    heading: visit.t(`signing-keys.purpose.${key.purpose}`),
    explanation: visit.t(`signing-keys.purposeText.${key.purpose}`),
    badge: key.retiredAt
      ? { text: visit.t('signing-keys.retired'), tone: 'neutral' }
      : { text: visit.t('signing-keys.current'), tone: 'good' },
    isDevelopment: key.isDevelopment,
    facts: facts.filter((fact) => fact.text || fact.instant),
    pem: `/signing-keys/${key.id}/key.pem`,
    cer: hasCertificate ? `/signing-keys/${key.id}/certificate.cer` : null,
  };
}

export function signingKeysPage(visit: Visit, keys: readonly SigningKey[]) {
  const views = (isCurrent: boolean) =>
    keys
      .filter(({ retiredAt }) => (retiredAt === null) === isCurrent)
      .toSorted((one, other) => keyPurposes.indexOf(one.purpose) - keyPurposes.indexOf(other.purpose))
      .map((key) => keyView(visit, key));
  return {
    title: visit.t('signing-keys.title'),
    breadcrumb: [{ label: visit.t('verify.title'), href: '/verify' }, { label: visit.t('signing-keys.title') }],
    current: views(true),
    earlier: views(false),
  };
}

/** `O=Institute, CN=Seal` without the names of its parts. */
const plainName = (distinguished: string): string => distinguished.replace(/(^|, )[\w.]+=/g, '$1');

/** Whose key it is, as its certificate says; that of a development key says what it is, in English alone. */
export const subjectFact = (subject: string | null, isDevelopment: boolean) => ({
  text: subject && plainName(subject),
  lang: isDevelopment ? 'en' : undefined,
});

/** As people read such numbers to each other, and as other programs show them. */
export const inGroups = (digits: string): string => (digits.toUpperCase().match(/.{4}/g) ?? []).join(' ');
