import { randomBytes } from 'node:crypto';
import { DomainError, operatorActor } from '#libs/kernel';
import { InvitationsService, invitationFields } from '#libs/people';
import { type Configuration, Translator } from '#libs/platform';
import { openConsole } from './context.js';

/** The first account of an empty house. The password is made here and shown once. */
export async function createAdmin(configuration: Configuration, [email, ...name]: readonly string[]): Promise<number> {
  const fields = invitationFields.safeParse({ email, name: name.join(' '), roles: ['admin'], language: 'en' });
  if (!fields.success) {
    console.error('Usage: npm run console -- create-admin <e-mail> <name>');
    return 2;
  }
  const context = await openConsole(configuration);
  try {
    const password = randomBytes(12).toString('base64url');
    try {
      await context.get(InvitationsService).open(operatorActor, fields.data, password);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const t = context.get(Translator).for('en');
      for (const { code, args } of [error.fields[0] ?? error]) console.error(t(`errors.${code}`, { ...args }));
      return 1;
    }
    console.log(`Admin ${fields.data.email}, password ${password} (shown once; change it after signing in)`);
    return 0;
  } finally {
    await context.close();
  }
}
