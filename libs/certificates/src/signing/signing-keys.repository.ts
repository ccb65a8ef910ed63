import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import { type KeyPurpose, SigningKey } from './signing-key.entity.js';

@Injectable()
export class SigningKeysRepository {
  constructor(private readonly database: Database) {}

  /** Every key there ever was, the newest first. */
  all(): Promise<SigningKey[]> {
    return this.database.read.find(SigningKey, { order: { firstUsedAt: 'DESC', id: 'DESC' } });
  }

  of(purpose: KeyPurpose): Promise<SigningKey[]> {
    return this.database.read.findBy(SigningKey, { purpose });
  }

  find(id: string): Promise<SigningKey | null> {
    return this.database.read.findOneBy(SigningKey, { id });
  }

  add(key: SigningKey): Promise<void> {
    return this.database.insert(key);
  }

  save(key: SigningKey): Promise<void> {
    return this.database.update(key);
  }
}
