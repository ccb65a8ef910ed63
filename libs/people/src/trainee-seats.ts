import { Injectable } from '@nestjs/common';

type HasSeat = (personId: string) => Promise<boolean>;

/** A port: only somebody with a confirmed seat is invited as a trainee. The room that confirms seats answers. */
@Injectable()
export class TraineeSeats {
  private answer: HasSeat | null = null;

  register(answer: HasSeat): void {
    this.answer = answer;
  }

  /** False until a room has registered. */
  async isConfirmed(personId: string): Promise<boolean> {
    return (await this.answer?.(personId)) ?? false;
  }
}
