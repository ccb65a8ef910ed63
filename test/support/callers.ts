import type { TestApp } from './app.js';
import { Client } from './client.js';

/** Everybody in a story by a short name, each with a sign-in that is as old as the day they act on. */
export class Callers {
  private readonly emails = new Map<string, string>();
  private readonly signedIn = new Map<string, Client>();

  constructor(
    private readonly app: TestApp,
    private readonly password: string,
  ) {}

  knows(who: string, email: string): void {
    this.emails.set(who, email);
  }

  /** Sign-ins run out in the days between. */
  at(instant: string): void {
    this.app.clock.set(instant);
    this.signedIn.clear();
  }

  async as(who: string): Promise<Client> {
    const known = this.signedIn.get(who);
    if (known) return known;
    const email = this.emails.get(who) ?? who;
    const address = `10.0.0.${[...this.emails.keys()].indexOf(who) + 1}`;
    const client = new Client(this.app.nest.getHttpAdapter().getInstance(), null, address);
    await client.signIn(email, this.password);
    this.signedIn.set(who, client);
    return client;
  }
}
