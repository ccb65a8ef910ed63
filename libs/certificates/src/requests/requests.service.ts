import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  conflict,
  enforce,
  isGranted,
  localDateOf,
  newId,
  notFound,
  requireGrant,
} from '#libs/kernel';
import { Audit, type Listing, UnitOfWork } from '#libs/platform';
import { HolidaysService } from '#libs/training';
import type { Certificate } from '../certificate.entity.js';
import { certificateAccess } from '../certificate.policy.js';
import { CertificatesRepository } from '../certificates.repository.js';
import { CertificateRequest } from './certificate-request.entity.js';
import type { ReplacementFields, RequestQuery, RevocationFields } from './request.fields.js';
import { answeredWithin, mayAsk, mayDecide, mayWithdraw, type RequestKind } from './request.rules.js';
import { answerRead, type RequestRow, RequestsRepository } from './requests.repository.js';

/** Thirty days, in milliseconds: an answer that nobody opens is in the list of requests. */
const answersAwaited = 30 * 24 * 60 * 60_000;

/** What is asked about issued certificates: made, withdrawn, refused and read. Granting is `RequestDecisions`. */
@Injectable()
export class RequestsService {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly certificates: CertificatesRepository,
    private readonly holidays: HolidaysService,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  askToRevoke(actor: Actor, certificateId: string, fields: RevocationFields): Promise<CertificateRequest> {
    return this.ask(actor, certificateId, 'revocation', { ...fields, correction: null });
  }

  askToReplace(actor: Actor, certificateId: string, fields: ReplacementFields): Promise<CertificateRequest> {
    const isOurs = fields.reasonClass === 'issuer_error';
    return this.ask(actor, certificateId, 'replacement', {
      ...fields,
      correction: isOurs ? (fields.correction ?? null) : null,
    });
  }

  /** By whoever made it. */
  async withdraw(actor: Actor, certificateId: string): Promise<void> {
    requireGrant(actor, certificateAccess.request);
    await this.unitOfWork.run(async () => {
      const request = await this.open(certificateId);
      enforce(mayWithdraw(request, actor));
      request.close('withdrawn', actor.accountId, this.clock.now());
      await this.requests.save(request);
      await this.record(actor, request, 'withdrawn', null);
    });
  }

  async refuse(actor: Actor, certificateId: string, reason: string): Promise<void> {
    requireGrant(actor, certificateAccess.decide);
    await this.unitOfWork.run(async () => {
      const request = await this.open(certificateId);
      enforce(mayDecide(request, actor));
      request.close('refused', actor.accountId, this.clock.now(), reason);
      await this.requests.save(request);
      await this.record(actor, request, 'refused', reason);
    });
  }

  async list(actor: Actor, query: RequestQuery): Promise<Listing<RequestRow>> {
    requireGrant(actor, certificateAccess.readBatch);
    return this.requests.list(query);
  }

  /** All about one certificate, the newest first; nothing for those who do not read decisions. */
  async ofCertificate(actor: Actor, certificateId: string): Promise<RequestRow[]> {
    return isGranted(actor, certificateAccess.readBatch) ? this.requests.ofCertificate(certificateId) : [];
  }

  /** The same, opened by somebody: answers that they waited for are read from now on. */
  async read(actor: Actor, certificateId: string): Promise<RequestRow[]> {
    // First, so that no answer counts as read that came while the others were looked up.
    const unread = await this.unreadAnswers(actor);
    const requests = await this.ofCertificate(actor, certificateId);
    await Promise.all(
      unread
        .filter((request) => request.certificateId === certificateId)
        .map(({ id }) =>
          this.audit.recordReading(actor, { action: answerRead, noun: 'certificate_request', subjectId: id }),
        ),
    );
    return requests;
  }

  /** What was answered to this person lately and they have not opened, the oldest first. */
  async unreadAnswers(actor: Actor): Promise<RequestRow[]> {
    const { accountId, personId } = actor;
    if (!accountId || !isGranted(actor, certificateAccess.request)) return [];
    const since = new Date(this.clock.now().getTime() - answersAwaited);
    return this.requests.unreadAnswers({ accountId, personId }, since);
  }

  private async ask(
    actor: Actor,
    certificateId: string,
    kind: RequestKind,
    said: Pick<CertificateRequest, 'reasonClass' | 'reason' | 'correction'>,
  ): Promise<CertificateRequest> {
    requireGrant(actor, certificateAccess.request);
    return this.unitOfWork.run(async () => {
      const certificate = await this.load(certificateId);
      enforce(mayAsk(certificate));
      const at = this.clock.now();
      const request = Object.assign(new CertificateRequest(), {
        ...said,
        id: newId(),
        certificateId,
        kind,
        status: 'open' as const,
        liveKey: certificateId,
        requestedBy: actor.accountId!,
        requestedByPerson: actor.personId,
        requestedAt: at,
        dueOn: await this.holidays.workingDayAfter(localDateOf(at), answeredWithin, 'VN'),
        decidedBy: null,
        decidedAt: null,
        decisionReason: null,
        replacementId: null,
        version: 1,
      });
      if (!(await this.requests.open(request))) throw conflict('certificate_request.already_open');
      await this.record(actor, request, 'requested', said.reason);
      return request;
    });
  }

  private async load(id: string): Promise<Certificate> {
    const certificate = await this.certificates.find(id);
    if (!certificate) throw notFound('certificate');
    return certificate;
  }

  private async open(certificateId: string): Promise<CertificateRequest> {
    await this.load(certificateId);
    const request = await this.requests.openOf(certificateId);
    if (!request) throw conflict('certificate_request.none_open');
    return request;
  }

  private record(actor: Actor, request: CertificateRequest, step: string, reason: string | null): Promise<void> {
    const { certificateId, kind, reasonClass } = request;
    return this.audit.record(actor, {
      action: `certificate.${kind}_${step}`,
      noun: 'certificate',
      subjectId: certificateId,
      reason,
      details: { requestId: request.id, reasonClass },
    });
  }
}
