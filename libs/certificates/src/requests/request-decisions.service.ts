import { Inject, Injectable } from '@nestjs/common';
import { type Actor, Clock, conflict, enforce, localDateOf, notFound, requireGrant, stale } from '#libs/kernel';
import { Audit, CONFIGURATION, type Configuration, JobsService, Outbox, UnitOfWork } from '#libs/platform';
import type { Certificate } from '../certificate.entity.js';
import { certificateReplaced, certificateRevoked } from '../certificate.events.js';
import { certificateAccess } from '../certificate.policy.js';
import { CertificatesRepository } from '../certificates.repository.js';
import { contentsOf } from '../contents.js';
import { Designs } from '../designs/index.js';
import { intendedCertificate } from '../intended-certificate.js';
import { numbered } from '../payload.js';
import { Register } from '../register/register.js';
import type { Book } from '../register/register.rules.js';
import { Statements } from '../statement/index.js';
import { newVerificationCode } from '../verification-code.js';
import type { CertificateRequest } from './certificate-request.entity.js';
import { ReplacementGrounds } from './replacement-grounds.js';
import type { GrantFields, ReplacementGrant } from './request.fields.js';
import { mayAsk, mayDecide, type RequestKind } from './request.rules.js';
import { RequestsRepository } from './requests.repository.js';

/** The other person's yes: the certificate, the register and what takes its place change in one unit. */
@Injectable()
export class RequestDecisions {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly certificates: CertificatesRepository,
    private readonly successors: ReplacementGrounds,
    private readonly designs: Designs,
    private readonly register: Register,
    private readonly statements: Statements,
    private readonly jobs: JobsService,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async revoke(actor: Actor, certificateId: string, { requestId }: GrantFields = {}): Promise<void> {
    requireGrant(actor, certificateAccess.decide);
    await this.unitOfWork.run(async () => {
      const { request, certificate } = await this.grant(actor, certificateId, { kind: 'revocation', requestId });
      certificate.withdraw('revoked');
      await this.certificates.save(certificate);
      await this.register.enter(actor, [{ certificate, kind: 'revoked', note: this.noteOf(request, null) }]);
      await this.outbox.raise(certificateRevoked, { certificateId });
      await this.record(actor, request, { serial: certificate.serial });
    });
  }

  /** Answers the document that takes the other's place; it is drawn after the unit. With `contents`, refuses others than these. */
  async replace(actor: Actor, certificateId: string, read: ReplacementGrant = {}): Promise<Certificate> {
    const { requestId, contents } = read;
    requireGrant(actor, certificateAccess.decide);
    await this.designs.ready();
    const today = localDateOf(this.clock.now());
    for (const kind of ['chung_chi', 'giay_chung_nhan'] as const)
      await this.register.open({ kind, year: Number(today.slice(0, 4)) });
    return this.unitOfWork.run(async () => {
      const { request, certificate: old } = await this.grant(actor, certificateId, { kind: 'replacement', requestId });
      const { payload: said, designVersionId } = await this.successors.gather(request, old);
      if (contents !== undefined && contents !== contentsOf(designVersionId, [said]))
        throw stale('certificate_request');
      await this.designs.use(designVersionId);
      const book: Book = { kind: said.kind, year: Number(today.slice(0, 4)) };
      const [numbers] = await this.register.take(book, 1);
      const { serial, printedNumber } = numbers!;
      const code = newVerificationCode();
      const payload = this.statements.seal({
        ...numbered(said, { serial, registerNumber: printedNumber, code, publicUrl: this.configuration.publicUrl }),
        replacesSerial: old.serial,
        issue: { ...said.issue, date: today },
      });
      // The old one first: an enrolment has one living certificate.
      old.withdraw('replaced');
      await this.certificates.save(old);
      const replacement = intendedCertificate({ ...old, designVersionId }, numbers!, payload, this.clock.now());
      await this.certificates.add(replacement);
      await this.register.enter(actor, [
        { certificate: replacement, number: numbers!.number },
        { certificate: old, kind: 'replaced', note: this.noteOf(request, replacement.serial) },
      ]);
      request.replacementId = replacement.id;
      await this.requests.save(request);
      const job = await this.jobs.start(actor, 'certificate_replacement', 1, { certificateId: replacement.id });
      await this.outbox.raise(certificateReplaced, { certificateId: replacement.id, jobId: job.id });
      await this.record(actor, request, { serial: old.serial, replacedBy: replacement.serial });
      return replacement;
    });
  }

  /** Saved first: of two decisions at once the second meets the new version before anything is written. */
  private async grant(
    actor: Actor,
    certificateId: string,
    { kind, requestId }: { kind: RequestKind; requestId: string | undefined },
  ): Promise<{ request: CertificateRequest; certificate: Certificate }> {
    const certificate = await this.certificates.find(certificateId);
    if (!certificate) throw notFound('certificate');
    const request = await this.requests.openOf(certificateId);
    if (request?.kind !== kind) throw conflict('certificate_request.none_open');
    if (requestId !== undefined && requestId !== request.id) throw stale('certificate_request');
    enforce(mayDecide(request, actor));
    enforce(mayAsk(certificate));
    request.close('approved', actor.accountId, this.clock.now());
    await this.requests.save(request);
    return { request, certificate };
  }

  private noteOf({ reasonClass }: CertificateRequest, replacedBy: string | null) {
    return { reason: reasonClass, decidedOn: localDateOf(this.clock.now()), replacedBy };
  }

  private record(actor: Actor, request: CertificateRequest, details: Record<string, unknown>): Promise<void> {
    const { certificateId, kind, reasonClass } = request;
    return this.audit.record(actor, {
      action: kind === 'revocation' ? 'certificate.revoked' : 'certificate.replaced',
      noun: 'certificate',
      subjectId: certificateId,
      details: { requestId: request.id, reasonClass, ...details },
    });
  }
}
