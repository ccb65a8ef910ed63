import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';

export interface Withdrawn {
  code: string;
  status: 'revoked' | 'replaced';
}

@Injectable()
export class RevocationsRepository {
  constructor(private readonly database: Database) {}

  /** One that no longer holds has no living key: the unique index finds the few among the many. */
  all(): Promise<Withdrawn[]> {
    return this.database.rows<{ code: string; status: Withdrawn['status'] }>(
      "SELECT code, status FROM certificate WHERE live_key IS NULL AND status IN ('revoked', 'replaced')",
      [],
    );
  }
}
