import type { LocalDate } from '#libs/kernel';
import { pickText } from '#libs/kernel';
import type { CertificatePayload } from '../render/index.js';

/** What is not in the frozen content of a certificate. */
export interface CredentialGrounds {
  publicUrl: string;
  runId: string;
  /** What the course asked for, in words. */
  criteria: string;
  description: string;
}

/** Both countries are at UTC+7. */
const beginningOf = (date: LocalDate): string => `${date}T00:00:00+07:00`;
const endOf = (date: LocalDate): string => `${date}T23:59:59+07:00`;

/**
 * The same certificate as an Open Badges 3.0 AchievementCredential, a W3C Verifiable Credential 2.0. It names the holder as
 * the paper does, and tells nothing else of them: no birth date, position, organisation, identity number or contact.
 */
export function credentialOf(
  payload: CertificatePayload,
  { publicUrl, runId, criteria, description }: CredentialGrounds,
) {
  const { holder, title, course, issuingBodies, period, issue, serial, verificationCode: code } = payload;
  const text = (localised: Parameters<typeof pickText>[0]) => pickText(localised, 'en').text;
  const names = [holder.fullNameLao, holder.fullNameLatin].filter((name) => name !== '');
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ] as const,
    id: `${publicUrl}/verify/${code}`,
    type: ['VerifiableCredential', 'AchievementCredential'],
    name: `${text(title)}: ${text(course)}`,
    issuer: {
      id: publicUrl,
      type: ['Profile'],
      name: `${text(issuingBodies.vietnam)}; ${text(issuingBodies.laos)}`,
      url: publicUrl,
    },
    validFrom: beginningOf(issue.date),
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: names.map((name) => ({
        type: 'IdentityObject',
        hashed: false,
        identityHash: name,
        identityType: 'name',
      })),
      activityStartDate: beginningOf(period.from),
      activityEndDate: endOf(period.to),
      licenseNumber: serial,
      achievement: {
        id: `${publicUrl}/runs/${runId}`,
        type: ['Achievement'],
        achievementType: 'Certificate',
        name: text(course),
        description,
        criteria: { narrative: criteria },
      },
    },
    // Asked of us: whether it was revoked or replaced since.
    credentialStatus: {
      id: `${publicUrl}/api/v1/verifications/${code}`,
      type: `${publicUrl}/api/docs#verifications`,
    },
  };
}

/** A whole document for a JWT: the claims repeat what the credential says (Open Badges 3.0, 8.2). */
export function credentialClaims(credential: ReturnType<typeof credentialOf>) {
  const { id, issuer, validFrom } = credential;
  return { ...credential, iss: issuer.id, jti: id, nbf: Date.parse(validFrom) / 1000 };
}
