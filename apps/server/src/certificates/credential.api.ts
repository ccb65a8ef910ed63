import { Get } from '@nestjs/common';
import { CertificateCredentials, certificateAccess } from '#libs/certificates';
import type { Actor } from '#libs/kernel';
import { SendsFile } from '../web/file-routes.js';
import { Allow, Api, CurrentActor, FileAnswer, Id, MayRefuse } from '../web/index.js';
import { credentialFile, credentialType } from './certificate-credential.js';

@Api('certificates')
export class CredentialsApi {
  constructor(private readonly credentials: CertificateCredentials) {}

  /** The certificate as an Open Badges 3.0 / W3C Verifiable Credential 2.0, signed as a JWT (EdDSA) by a key of `/signing-keys`. */
  @Get(':id/credential')
  @Allow(certificateAccess.download)
  @MayRefuse(409)
  @SendsFile(credentialType)
  async credential(@CurrentActor() actor: Actor, @Id() id: string) {
    return new FileAnswer(credentialFile(await this.credentials.credential(actor, id)));
  }
}
