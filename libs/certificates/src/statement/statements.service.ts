import { Injectable } from '@nestjs/common';
import type { CertificatePayload } from '../render/index.js';
import { SigningKeys } from '../signing/index.js';
import { roomBehind, signedBytes, statementBody } from './statement.js';

/** Lets a certificate be read without a network: its QR code says, signed, what it is. */
@Injectable()
export class Statements {
  constructor(private readonly keys: SigningKeys) {}

  /** The content with the statement behind the address that its QR code carries. */
  seal(payload: CertificatePayload): CertificatePayload {
    const { verificationUrl: address, verificationCode: code } = payload;
    const key = this.keys.statementKey();
    const body = statementBody(payload, key.keyId, roomBehind(address));
    const statement = Buffer.concat([body, key.sign(signedBytes(code, body))]).toString('base64url');
    return { ...payload, verificationUrl: `${address}#${statement}` };
  }
}
