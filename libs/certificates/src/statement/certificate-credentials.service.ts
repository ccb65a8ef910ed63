import { Inject, Injectable } from '@nestjs/common';
import { type Actor, conflict, languages, notFound } from '#libs/kernel';
import { Audit, CONFIGURATION, type Configuration, Translator, UnitOfWork } from '#libs/platform';
import { certificateAccess } from '../certificate.policy.js';
import { CertificatesRepository } from '../certificates.repository.js';
import type { CertificatePayload } from '../render/index.js';
import { SigningKeys } from '../signing/index.js';
import { credentialClaims, credentialOf } from './credential.js';
import { signedJson } from './signed-json.js';

/** Certificates for wallets and programs of others. */
@Injectable()
export class CertificateCredentials {
  constructor(
    private readonly certificates: CertificatesRepository,
    private readonly keys: SigningKeys,
    private readonly texts: Translator,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** A VC-JWT of a certificate that holds, the same at every asking by one key. Every download is recorded. */
  async credential(actor: Actor, id: string): Promise<{ serial: string; signed: string }> {
    const certificate = await this.certificates.findInSight(actor, certificateAccess.download, id);
    if (!certificate) throw notFound('certificate');
    const { status, payload, runId, serial } = certificate;
    if (status === 'intended') throw conflict('certificate.not_issued_yet');
    if (status !== 'valid') throw conflict('certificate.no_longer_holds');
    const { publicUrl } = this.configuration;
    const credential = credentialOf(payload, {
      publicUrl,
      runId,
      criteria: this.inAllLanguages('criteria', payload),
      description: this.inAllLanguages('description', payload),
    });
    // "JWT" is what Open Badges asks for in `typ`.
    const signed = signedJson(this.keys.statementKey(), { typ: 'JWT' }, credentialClaims(credential));
    await this.unitOfWork.run(() =>
      this.audit.record(actor, { action: 'certificate.credential_downloaded', noun: 'certificate', subjectId: id }),
    );
    return { serial, signed };
  }

  private inAllLanguages(what: string, { units, period }: CertificatePayload): string {
    return languages
      .map((language) => this.texts.for(language)(`certificates.credential.${what}`, { count: units, ...period }))
      .join('\n\n');
  }
}
