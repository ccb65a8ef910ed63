import type { ProvenClaims } from './access-tokens.js';

const most = 1000;

/**
 * `Authorization` headers whose token was found to be ours, until it is too old: a program sends the same one with every
 * request, and to check it takes longer than to read its rights from the database, which is done each time.
 */
export class ProvenTokens {
  private readonly proven = new Map<string, ProvenClaims>();

  find(header: string): ProvenClaims | null {
    const claims = this.proven.get(header);
    if (!claims || claims.exp * 1000 > Date.now()) return claims ?? null;
    this.proven.delete(header);
    return null;
  }

  keep(header: string, claims: ProvenClaims): void {
    const [oldest] = this.proven.keys();
    if (oldest !== undefined && this.proven.size >= most) this.proven.delete(oldest);
    this.proven.set(header, claims);
  }
}
