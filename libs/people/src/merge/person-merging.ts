import { Injectable } from '@nestjs/common';
import type { Denial } from '#libs/kernel';

/** A room whose rows name persons. It answers inside the unit that holds both, so that nothing slips in between. */
export interface MergingRoom {
  /** How much of it speaks of this person, by kind: `{ nominations: 3 }`. Shown before a merge and kept after it. */
  holdings(personId: string): Promise<Record<string, number>>;
  /** Why the two cannot be one now; empty when nothing is in the way. */
  obstacles(survivorId: string, duplicateId: string): Promise<Denial[]>;
  /** Names the survivor wherever the duplicate was named. */
  move(survivorId: string, duplicateId: string): Promise<void>;
}

/** A port: whoever keeps rows about persons follows when two of them turn out to be one. They register at start. */
@Injectable()
export class PersonMerging {
  private readonly rooms: MergingRoom[] = [];

  register(room: MergingRoom): void {
    this.rooms.push(room);
  }

  async holdings(personId: string): Promise<Record<string, number>> {
    const counted: Record<string, number> = {};
    for (const room of this.rooms) Object.assign(counted, await room.holdings(personId));
    return counted;
  }

  async obstacles(survivorId: string, duplicateId: string): Promise<Denial[]> {
    const found: Denial[] = [];
    for (const room of this.rooms) found.push(...(await room.obstacles(survivorId, duplicateId)));
    return found;
  }

  async move(survivorId: string, duplicateId: string): Promise<void> {
    for (const room of this.rooms) await room.move(survivorId, duplicateId);
  }
}
