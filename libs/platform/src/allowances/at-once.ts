import { DomainError } from '#libs/kernel';

/** How many costly things of one kind an account may have under way in this process. */
export class AtOnce {
  private readonly underWay = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** One more of this account. What it answers is called when that one is over. Throws 429 `too_many_at_once` past the most. */
  begin(accountId: string): () => void {
    const count = this.underWay.get(accountId) ?? 0;
    if (count >= this.most) throw new DomainError('too_many', 'too_many_at_once', { most: this.most });
    this.underWay.set(accountId, count + 1);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      const left = this.underWay.get(accountId)! - 1;
      if (left > 0) this.underWay.set(accountId, left);
      else this.underWay.delete(accountId);
    };
  }
}
