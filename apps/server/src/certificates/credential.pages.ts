import { Get } from '@nestjs/common';
import { CertificateCredentials, certificateAccess } from '#libs/certificates';
import { Allow, Pages, type Visit } from '../web/index.js';
import { credentialFile } from './certificate-credential.js';

@Pages('certificates')
export class CredentialPages {
  constructor(private readonly credentials: CertificateCredentials) {}

  @Get(':id/credential')
  @Allow(certificateAccess.download)
  async credential(visit: Visit) {
    return visit.file(credentialFile(await this.credentials.credential(visit.actor, visit.id())));
  }
}
