import { Injectable } from '@nestjs/common';
import type { Actor, LocalDate } from '#libs/kernel';
import type { TextArgs } from '#libs/platform';

/** One thing that waits on the person who looks: the text is a locale key with its arguments. */
export interface WaitingItem {
  kind: string;
  textKey: string;
  args: TextArgs;
  /** Since when it waits; null when only the deadline counts. */
  at: Date | null;
  deadline: LocalDate | null;
  /** Who waits for it, as a locale key with its arguments. */
  who?: { key: string; args?: TextArgs };
  /** It has waited so long that somebody was told. */
  isEscalated?: boolean;
  href: string;
}

type Source = (actor: Actor) => Promise<WaitingItem[]>;

/** What waits on each person, gathered from the rooms' pages. */
@Injectable()
export class Waiting {
  private readonly sources: Source[] = [];

  register(source: Source): void {
    this.sources.push(source);
  }

  /** Oldest first; what has only a deadline follows by deadline. */
  async of(actor: Actor): Promise<WaitingItem[]> {
    const items = (await Promise.all(this.sources.map((source) => source(actor)))).flat();
    const age = ({ at, deadline }: WaitingItem) => at?.toISOString() ?? `~${deadline ?? ''}`;
    return items.toSorted((a, b) => (age(a) < age(b) ? -1 : 1));
  }
}
