import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { readAddress } from './mail/postal-address.js';
import { projectRoot } from './project-root.js';

const secret = z.string().min(32, 'must have at least 32 characters');
const yesNo = z.enum(['true', 'false']).transform((value) => value === 'true');

/** Every environment variable the programme reads. */
export const configurationSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  /** Address people reach us at; goes into QR codes and links. */
  PUBLIC_URL: z.url().optional(),
  /** Number of proxies in front whose forwarded headers are believed. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
  /** `mysql://…` in production, `sqlite:<file>` otherwise; default a file under DATA_DIR. */
  DATABASE_URL: z
    .string()
    .regex(/^(mysql:\/\/|sqlite:)/, 'must begin with mysql:// or sqlite:')
    .optional(),
  DATABASE_SYNCHRONIZE: yesNo.default(false),
  DATA_DIR: z.string().default('var'),
  /** Signs access tokens and cookies. */
  SECRET_KEY: secret.optional(),
  /** Encrypts identity numbers at rest. Losing it loses them. */
  IDENTITY_KEY: secret.optional(),
  /** PKCS#12 with the key and certificates that documents are signed with: a file, or the same in base64. */
  SIGNING_KEY_FILE: z.string().min(1).optional(),
  SIGNING_KEY: z.string().min(1).optional(),
  SIGNING_KEY_PASSWORD: z.string().optional(),
  /** Ed25519 private key that statements are signed with: PKCS#8 as PEM, or its DER in base64. */
  STATEMENT_KEY: z.string().min(1).optional(),
  /** Fills an empty development database with invented data. */
  DEMO: yesNo.optional(),
  DEMO_PASSWORD: z.string().min(10).optional(),
  MAX_UPLOAD_MB: z.coerce.number().int().min(1).max(500).default(25),
  /** Of a file with the rows of a data set. */
  MAX_DATASET_MB: z.coerce.number().int().min(1).max(2000).default(600),
  /** Certificates that are drawn at the same time, each by a thread that gives way to requests. */
  DRAWING_THREADS: z.coerce.number().int().min(1).max(64).optional(),
  /** Requests a minute from one address to one route before 429. */
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(600),
  /** Requests a minute of one consumer's key, on all routes together, before 429. */
  KEY_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(120),
  /** Where mails are handed over: `smtp://[user:password@]host:port`, or `smtps://…`. Without it none is sent. */
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^/]+\/?$/, 'must be smtp://host:port or smtps://host:port')
    .optional(),
  /** Whom mails are from: `Name <address>`. */
  MAIL_FROM: z
    .string()
    .refine((from) => readAddress(from) !== null, 'must be an address: Name <name@host>')
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export interface Configuration {
  environment: 'development' | 'test' | 'production';
  port: number;
  host: string;
  publicUrl: string;
  trustProxy: number;
  databaseUrl: string;
  dataDir: string;
  secretKey: string;
  identityKey: string;
  /** The PKCS#12 that documents are signed with: a path or base64, after the setting. Null: development makes its own. */
  documentKey: { setting: 'SIGNING_KEY_FILE' | 'SIGNING_KEY'; value: string; password: string } | null;
  /** The Ed25519 key that statements are signed with. Null: development makes its own. */
  statementKey: string | null;
  demo: boolean;
  demoPassword: string | undefined;
  maxUploadBytes: number;
  maxDatasetBytes: number;
  /** Default: as many as there are processors. */
  drawingThreads: number;
  requestsPerMinute: number;
  keyRequestsPerMinute: number;
  /** Null when mails are not sent. */
  smtpUrl: string | null;
  mailFrom: string;
  logLevel: string;
}

export const CONFIGURATION = Symbol('configuration');

/** Names the setting that is wrong; the programme does not start. */
export class ConfigurationError extends Error {}

/** Reads and checks the environment. Development makes its own secrets once, under DATA_DIR; production must bring them. */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  const parsed = configurationSchema.safeParse(environment);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigurationError(faults.join('; '));
  }
  const env = parsed.data;
  if (env.DATABASE_SYNCHRONIZE) refuse('DATABASE_SYNCHRONIZE', 'the schema changes by migrations only');
  const isProduction = env.NODE_ENV === 'production';
  const dataDir = resolve(projectRoot, env.DATA_DIR);
  if (isProduction) refuseUnsafe(env);
  if (env.SIGNING_KEY_FILE && env.SIGNING_KEY) refuse('SIGNING_KEY', 'is another key beside SIGNING_KEY_FILE');
  const ownSecrets = isProduction ? undefined : developmentSecrets(dataDir);
  const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, '');
  return {
    environment: env.NODE_ENV,
    port: env.PORT,
    host: env.HOST,
    publicUrl,
    trustProxy: env.TRUST_PROXY,
    databaseUrl: env.DATABASE_URL ?? `sqlite:${join(dataDir, 'mittaphap.db')}`,
    dataDir,
    secretKey: env.SECRET_KEY ?? ownSecrets?.secretKey ?? '',
    identityKey: env.IDENTITY_KEY ?? ownSecrets?.identityKey ?? '',
    documentKey: documentKeyOf(env),
    statementKey: env.STATEMENT_KEY ?? null,
    demo: env.DEMO ?? env.NODE_ENV === 'development',
    demoPassword: env.DEMO_PASSWORD,
    maxUploadBytes: env.MAX_UPLOAD_MB * 1024 * 1024,
    maxDatasetBytes: env.MAX_DATASET_MB * 1024 * 1024,
    drawingThreads: env.DRAWING_THREADS ?? availableParallelism(),
    requestsPerMinute: env.REQUESTS_PER_MINUTE,
    keyRequestsPerMinute: env.KEY_REQUESTS_PER_MINUTE,
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM ?? `Mittaphap <no-reply@${new URL(publicUrl).hostname}>`,
    logLevel: env.LOG_LEVEL,
  };
}

function refuse(setting: string, why: string): never {
  throw new ConfigurationError(`${setting}: ${why}`);
}

function refuseUnsafe(env: z.output<typeof configurationSchema>): void {
  if (!env.DATABASE_URL?.startsWith('mysql://')) refuse('DATABASE_URL', 'production needs mysql://…');
  for (const name of ['SECRET_KEY', 'IDENTITY_KEY'] as const) {
    const value = env[name];
    if (!value) refuse(name, 'production needs a secret of its own');
    if (/^(change|default|secret|example)/i.test(value) || new Set(value).size < 10)
      refuse(name, 'is a default, not a secret');
  }
  if (!env.SIGNING_KEY_FILE && !env.SIGNING_KEY)
    refuse('SIGNING_KEY_FILE', 'production needs the institute’s key to sign documents with, as PKCS#12');
  if (!env.STATEMENT_KEY) refuse('STATEMENT_KEY', 'production needs an Ed25519 key of its own');
  if (env.SECRET_KEY === env.IDENTITY_KEY) refuse('IDENTITY_KEY', 'must differ from SECRET_KEY');
  if (!env.PUBLIC_URL?.startsWith('https://')) refuse('PUBLIC_URL', 'production needs an https:// address');
  if (env.DEMO) refuse('DEMO', 'demo data is for development only');
  if (env.DEMO_PASSWORD) refuse('DEMO_PASSWORD', 'demo accounts are for development only');
}

function documentKeyOf(env: z.output<typeof configurationSchema>): Configuration['documentKey'] {
  const password = env.SIGNING_KEY_PASSWORD ?? '';
  if (env.SIGNING_KEY_FILE) return { setting: 'SIGNING_KEY_FILE', value: env.SIGNING_KEY_FILE, password };
  return env.SIGNING_KEY ? { setting: 'SIGNING_KEY', value: env.SIGNING_KEY, password } : null;
}

function developmentSecrets(dataDir: string): { secretKey: string; identityKey: string } {
  const file = join(dataDir, 'development-secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const made = { secretKey: randomBytes(32).toString('hex'), identityKey: randomBytes(32).toString('hex') };
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}
