import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonReceivers } from '#libs/people';
import { CONFIGURATION, type Configuration, type MailOrder, MailsService, Outbox, type Receiver } from '#libs/platform';
import { RunLookup, type RunRow } from '#libs/training';
import type { Certificate } from './certificate.entity.js';
import { certificateRevoked, certificatesIssued } from './certificate.events.js';
import { CertificatesRepository } from './certificates.repository.js';

/**
 * Mails holders: once for each document that has been stored, and when one no longer holds. The document itself stays
 * here: a mail travels in the open, and a download is recorded.
 */
@Injectable()
export class CertificateNotices implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly mails: MailsService,
    private readonly certificates: CertificatesRepository,
    private readonly receivers: PersonReceivers,
    private readonly runs: RunLookup,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  onModuleInit(): void {
    this.outbox.handle(certificatesIssued, (news) => this.tellIssued(news));
    this.outbox.handle(certificateRevoked, ({ certificateId }) => this.tellRevoked(certificateId));
  }

  private async tellIssued({ batchId, certificateId }: { batchId: string; certificateId?: string }): Promise<void> {
    const stored = certificateId ? await this.named(certificateId) : await this.certificates.ofBatch(batchId);
    const valid = stored.filter(({ status }) => status === 'valid');
    await this.tell(valid, ({ id, payload: { replacesSerial } }) =>
      replacesSerial
        ? { key: `certificate:${id}`, template: 'certificate_replaced', args: { replaces: replacesSerial } }
        : { key: `certificate:${id}`, template: 'certificate_issued', args: {} },
    );
  }

  /** Says no more than verification does: why, whoever asks VIOIT is told. */
  private async tellRevoked(certificateId: string): Promise<void> {
    await this.tell(await this.named(certificateId), ({ id }) => ({
      key: `certificate-revoked:${id}`,
      template: 'certificate_revoked',
      args: {},
    }));
  }

  private async named(certificateId: string): Promise<Certificate[]> {
    const certificate = await this.certificates.find(certificateId);
    return certificate ? [certificate] : [];
  }

  private async tell(
    certificates: readonly Certificate[],
    news: (certificate: Certificate) => Pick<MailOrder, 'key' | 'template' | 'args'>,
  ): Promise<void> {
    if (certificates.length === 0) return;
    const receivers = await this.receivers.of(certificates.map(({ personId }) => personId));
    const runs = await this.runs.byIds(certificates.map(({ runId }) => runId));
    await this.mails.writeAll(
      certificates.flatMap((certificate) => {
        const receiver = receivers.get(certificate.personId);
        return receiver ? [this.order(certificate, receiver, runs.get(certificate.runId)!, news(certificate))] : [];
      }),
    );
  }

  private order(
    { id, serial }: Certificate,
    receiver: Receiver,
    run: RunRow,
    { key, template, args }: Pick<MailOrder, 'key' | 'template' | 'args'>,
  ): MailOrder {
    return {
      key,
      template,
      receiver,
      about: { noun: 'run', id: run.id },
      readers: 'both',
      args: {
        run: run.code,
        course: run.courseTitle,
        serial,
        link: `${this.configuration.publicUrl}/certificates/${id}`,
        ...args,
      },
    };
  }
}
