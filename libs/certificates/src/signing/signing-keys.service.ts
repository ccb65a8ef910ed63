import { sign, X509Certificate } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, conflict, notFound, operatorActor } from '#libs/kernel';
import { Audit, CONFIGURATION, type Configuration, isUniqueViolation, UnitOfWork } from '#libs/platform';
import { documentKey } from './cms.js';
import { describedDocumentKey, describedStatementKey } from './described-key.js';
import type { DocumentKey } from './document-signer.js';
import { openDocumentKey, openStatementKey } from './own-keys.js';
import { jwkAddress } from './published-key.js';
import type { SigningKey } from './signing-key.entity.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

/** What documents are signed with now. */
export interface CurrentDocumentKey {
  /** Its row: what a certificate remembers. */
  id: string;
  keyId: string;
  /** For a thread that draws; see `signerOf`. */
  key: DocumentKey;
}

/** What statements are signed with now. */
export interface StatementKey {
  keyId: string;
  /** The address of its JWK, by which others find it. */
  kid: string;
  isDevelopment: boolean;
  /** The 64 bytes of an Ed25519 signature. */
  sign(bytes: Uint8Array): Buffer;
}

/**
 * Custody of the keys. The private halves come from the settings, are checked when the programme starts, and stay in this
 * process and its drawing threads; the public halves are written down at the first start with them.
 */
@Injectable()
export class SigningKeys implements OnModuleInit {
  private forDocuments: CurrentDocumentKey & { validTo: Date };
  private forStatements: StatementKey;

  constructor(
    private readonly keys: SigningKeysRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** Throws ConfigurationError, naming the setting. */
  async onModuleInit(): Promise<void> {
    const now = this.clock.now();
    const own = openDocumentKey(this.configuration, now);
    const current = await this.takeUp(describedDocumentKey(own, now));
    this.forDocuments = {
      id: current.id,
      keyId: current.keyId,
      key: documentKey(
        own.privateKey,
        own.certificates.map(({ raw }) => raw),
      ),
      validTo: current.validTo!,
    };
    const { privateKey, isDevelopment } = openStatementKey(this.configuration);
    const { id, keyId } = await this.takeUp(describedStatementKey({ privateKey, isDevelopment }, now));
    const kid = jwkAddress(this.configuration.publicUrl, id);
    this.forStatements = { keyId, kid, isDevelopment, sign: (bytes) => sign(null, bytes, privateKey) };
  }

  /** Throws a conflict once the certificate has expired: nothing signed from then on would hold. */
  documentSigner(): CurrentDocumentKey {
    const { validTo, ...current } = this.forDocuments;
    if (this.clock.now() > validTo) throw conflict('signing.certificate_expired');
    return current;
  }

  /** The row of the key that a document of ours was signed with: its signature holds the certificate. Null for none of them. */
  async whichSigned(document: Uint8Array): Promise<string | null> {
    const text = Buffer.from(document).toString('latin1');
    const known = await this.keys.of('document');
    const signer = known.find(({ publicPem }) => text.includes(new X509Certificate(publicPem).raw.toString('hex')));
    return signer?.id ?? null;
  }

  statementKey(): StatementKey {
    return this.forStatements;
  }

  /** The public half of every key that was ever signed with, the newest first. */
  published(): Promise<SigningKey[]> {
    return this.keys.all();
  }

  async get(id: string): Promise<SigningKey> {
    const key = await this.keys.find(id);
    if (!key) throw notFound('signing_key');
    return key;
  }

  /** Writes down that this key is the current one of its purpose, and answers its row. */
  private async takeUp(key: SigningKey): Promise<SigningKey> {
    const known = currentAmong(await this.keys.of(key.purpose));
    if (known?.fingerprint === key.fingerprint) return known;
    try {
      return await this.unitOfWork.run(() => this.change(key));
    } catch (error) {
      // Another process started with the same key at the same moment.
      if (!isUniqueViolation(error)) throw error;
      return this.unitOfWork.run(() => this.change(key));
    }
  }

  private async change(key: SigningKey): Promise<SigningKey> {
    const now = this.clock.now();
    const known = await this.keys.of(key.purpose);
    const same = known.find(({ fingerprint }) => fingerprint === key.fingerprint);
    for (const other of known) {
      if (other === same || other.retiredAt) continue;
      other.retire(now);
      await this.keys.save(other);
      await this.record('retired', other);
    }
    if (!same) {
      await this.keys.add(key);
      await this.record('introduced', key);
    } else if (same.retiredAt) {
      same.resume();
      await this.keys.save(same);
      await this.record('resumed', same);
    }
    return same ?? key;
  }

  private record(what: string, { id, purpose, keyId, fingerprint, isDevelopment }: SigningKey): Promise<void> {
    return this.audit.record(operatorActor, {
      action: `signing_key.${what}`,
      noun: 'signing_key',
      subjectId: id,
      details: { purpose, keyId, fingerprint, isDevelopment },
    });
  }
}

/** The one that is not retired. */
const currentAmong = (keys: readonly SigningKey[]): SigningKey | undefined => {
  const current = keys.filter(({ retiredAt }) => retiredAt === null);
  return current.length === 1 ? current[0] : undefined;
};
