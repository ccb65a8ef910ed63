import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonReceivers } from '#libs/people';
import { CONFIGURATION, type Configuration, type MailOrder, MailsService, Outbox, type Receiver } from '#libs/platform';
import { RunLookup, type RunRow } from '#libs/training';
import type { Certificate } from './certificate.entity.js';
import { certificatesIssued } from './certificate.events.js';
import { CertificatesRepository } from './certificates.repository.js';

/**
 * Mails everybody whose document has been stored, once for each. The document itself stays here: a mail travels in the
 * open, and a download is recorded.
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
    this.outbox.handle(certificatesIssued, ({ batchId }) => this.tell(batchId));
  }

  private async tell(batchId: string): Promise<void> {
    const issued = await this.certificates.ofBatch(batchId);
    const receivers = await this.receivers.of(issued.map(({ personId }) => personId));
    const runs = await this.runs.byIds(issued.map(({ runId }) => runId));
    await this.mails.writeAll(
      issued.flatMap((certificate) => {
        const receiver = receivers.get(certificate.personId);
        const isThere = certificate.status === 'valid';
        return receiver && isThere ? [this.order(certificate, receiver, runs.get(certificate.runId)!)] : [];
      }),
    );
  }

  private order(certificate: Certificate, receiver: Receiver, run: RunRow): MailOrder {
    return {
      key: `certificate:${certificate.id}`,
      template: 'certificate_issued',
      receiver,
      about: { noun: 'run', id: run.id },
      readers: 'both',
      args: {
        run: run.code,
        course: run.courseTitle,
        serial: certificate.serial,
        link: `${this.configuration.publicUrl}/certificates/${certificate.id}`,
      },
    };
  }
}
