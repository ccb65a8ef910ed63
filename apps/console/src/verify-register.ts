import { RegisterCheck, type RegisterFault } from '#libs/certificates';
import type { Configuration } from '#libs/platform';
import { openConsole } from './context.js';

const words: Record<RegisterFault['code'], string> = {
  missing: 'is missing',
  out_of_order: 'does not follow the line before it',
  altered: 'was altered',
  number_skipped: 'has not the next number of its book',
  no_document: 'names a certificate that is not there',
  document_differs: 'does not agree with its certificate',
  note_unfounded: 'says what did not become of its certificate',
  not_entered: 'is not in the register',
  note_missing: 'was revoked or replaced without a note in the register',
};

/** Follows the chain of the register book beside the certificates and names the first that is wrong. */
export async function verifyRegister(configuration: Configuration): Promise<number> {
  const context = await openConsole(configuration);
  try {
    const { lines, lastHash, fault } = await context.get(RegisterCheck).verify();
    if (fault) console.error(`${subject(fault)} ${words[fault.code]}.`);
    console.log(`${lines} lines of the register are sound, the last with the hash ${lastHash}.`);
    return fault ? 1 : 0;
  } finally {
    await context.close();
  }
}

function subject({ position, document }: RegisterFault): string {
  if (position === null) return `Certificate ${document}`;
  return `Line ${position}${document ? ` (${document})` : ''}`;
}
