import { Entity } from 'typeorm';
import { counter, Key, Stored, text } from '#libs/platform';

/** The last number given out in a book: `register`, and `serial-2026` for every year. */
@Entity('register_book')
export class RegisterBook {
  @Key(text(40)) id: string;
  @Stored(counter()) lastNumber: number;
}
