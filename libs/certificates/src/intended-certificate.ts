import { newId, searchKey } from '#libs/kernel';
import { Certificate } from './certificate.entity.js';
import type { Numbered } from './register/register.js';
import type { CertificatePayload } from './render/index.js';

type Whose = Pick<Certificate, 'batchId' | 'enrolmentId' | 'personId' | 'runId' | 'organisationId' | 'designVersionId'>;

/** A document whose number is taken and whose content is frozen, before it is drawn. */
export const intendedCertificate = (
  whose: Whose,
  { serial, registerNumber }: Numbered,
  payload: CertificatePayload,
  at: Date,
): Certificate =>
  Object.assign(new Certificate(), {
    id: newId(),
    batchId: whose.batchId,
    enrolmentId: whose.enrolmentId,
    personId: whose.personId,
    runId: whose.runId,
    organisationId: whose.organisationId,
    serial,
    registerNumber,
    code: payload.verificationCode,
    liveKey: whose.enrolmentId,
    payload,
    designVersionId: whose.designVersionId,
    searchKey: [serial, payload.holder.fullNameLao, payload.holder.fullNameLatin]
      .map(searchKey)
      .filter(Boolean)
      .join('\n'),
    status: 'intended' as const,
    allocatedAt: at,
    storageKey: null,
    sha256: null,
    size: null,
    issuedAt: null,
    signingKeyId: null,
    version: 1,
  });
