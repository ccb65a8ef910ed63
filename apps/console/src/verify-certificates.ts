import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { CertificatesService } from '#libs/certificates';
import { type Configuration, Storage } from '#libs/platform';
import { openConsole } from './context.js';

/** Reads every issued document again; any that is missing or differs from its SHA-256 is named. */
export async function verifyCertificates(configuration: Configuration): Promise<number> {
  const context = await openConsole(configuration);
  const storage = context.get(Storage);
  let checked = 0;
  const broken: string[] = [];
  try {
    for await (const { serial, storageKey, sha256 } of context.get(CertificatesService).issuedFiles()) {
      checked += 1;
      const found = await hashOf(storage, storageKey).catch(() => 'missing');
      if (found !== sha256) broken.push(`${serial}: ${found === 'missing' ? 'missing' : 'differs'}`);
    }
  } finally {
    await context.close();
  }
  for (const line of broken) console.error(line);
  console.log(`${checked} certificates checked, ${broken.length} broken.`);
  return broken.length === 0 ? 0 : 1;
}

async function hashOf(storage: Storage, key: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline((await storage.open(key)).stream, hash);
  return hash.digest('hex');
}
