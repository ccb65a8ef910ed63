import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { SigningKeys } from '../signing/index.js';
import { RevocationsRepository } from './revocations.repository.js';
import { signedJson } from './signed-json.js';

export interface RevocationList {
  /** Of what is on it, of the key, and of the hour: a list that has not changed is dated anew every hour. */
  etag: string;
  /** A JWS in the compact form, of `{issuedAt, revoked, replaced}`. */
  signed: string;
}

/** Every certificate that no longer holds, signed and dated, for checking others without a network. */
@Injectable()
export class RevocationLists {
  constructor(
    private readonly revocations: RevocationsRepository,
    private readonly keys: SigningKeys,
    private readonly clock: Clock,
  ) {}

  /** As the database has it now. */
  async current(): Promise<RevocationList> {
    const withdrawn = await this.revocations.all();
    const issuedAt = this.clock.now().toISOString();
    const key = this.keys.statementKey();
    const named = (status: string) =>
      withdrawn
        .filter((one) => one.status === status)
        .map(({ code }) => listedName(code))
        // In no order that would tell when or of which class.
        .sort();
    const list = { revoked: named('revoked'), replaced: named('replaced') };
    const hour = issuedAt.slice(0, 13);
    const etag = createHash('sha256')
      .update(JSON.stringify([list, key.keyId, hour]))
      .digest('base64url')
      .slice(0, 27);
    return { etag: `"${etag}"`, signed: signedJson(key, { typ: 'mittaphap-revocations' }, { issuedAt, ...list }) };
  }
}

/**
 * How the list names a certificate: twelve bytes of a hash of its code, in base64url. Codes cannot be guessed, so that the
 * list says nothing to whoever has no code; a hash of the serial could be counted through.
 */
const listedName = (code: string): string =>
  createHash('sha256').update(`mittaphap-revocation\0${code}`).digest().subarray(0, 12).toString('base64url');
