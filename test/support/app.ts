import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { hash } from '@node-rs/argon2';
import { newId, operatorActor, type Role } from '#libs/kernel';
import { InvitationsService } from '#libs/people';
import { buildServer } from '../../apps/server/src/server.js';
import { Passwords } from '../../libs/people/src/passwords.js';
import { Client } from './client.js';
import { TestClock } from './clock.js';
import { testConfiguration } from './platform.js';

export interface AccountOptions {
  organisationId?: string;
  personId?: string;
  email?: string;
  language?: 'lo' | 'vi' | 'en';
}

export interface TestApp {
  /** Any service of the running server. */
  get: NestFastifyApplication['get'];
  clock: TestClock;
  nest: NestFastifyApplication;
  /** Somebody not signed in. */
  public: Client;
  /** Opens an account with these roles and signs it in, for programs and in a browser. */
  as(role: Role | Role[], options?: AccountOptions): Promise<Client>;
  close(): Promise<void>;
}

export const testPassword = 'ຜ່ານ-thử nghiệm-2026';

/** The whole server in this process, on an empty database of the engine under test. */
export async function startApp(more: NodeJS.ProcessEnv = {}): Promise<TestApp> {
  const { configuration, drop } = await testConfiguration(more);
  const clock = new TestClock();
  const nest = await buildServer(configuration, clock);
  await hashQuickly(nest.get(Passwords));
  const fastify = nest.getHttpAdapter().getInstance();
  const as: TestApp['as'] = async (role, { email, language, ...place } = {}) => {
    const account = {
      email: email ?? `${newId()}@test.example`,
      name: [role].flat().join(' '),
      roles: [role].flat(),
      organisationId: place.organisationId ?? null,
      personId: place.personId ?? null,
      sex: null,
      language: language ?? ('en' as const),
    };
    const { id } = await nest.get(InvitationsService).open(operatorActor, account, testPassword);
    const client = new Client(fastify, id);
    await client.signIn(account.email, testPassword);
    return client;
  };
  const close = async () => {
    await nest.close();
    await drop();
  };
  return { get: nest.get.bind(nest), clock, nest, public: new Client(fastify, null), as, close };
}

/** Hashing is slow on purpose, and everybody in every test signs in. A hash names its own cost, so it is checked as ever. */
async function hashQuickly(passwords: Passwords): Promise<void> {
  const cost = { memoryCost: 8, timeCost: 1, parallelism: 1 };
  passwords.hash = (password) => hash(password.normalize('NFC'), cost);
  await passwords.onModuleInit();
}
