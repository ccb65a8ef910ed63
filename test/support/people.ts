import { type Actor, operatorActor, type Role, roles } from '#libs/kernel';
import {
  AccountsService,
  type InvitationFields,
  InvitationsService,
  type Organisation,
  OrganisationsService,
  organisationFields,
  type PersonFields,
  personFields,
  SignInService,
} from '#libs/people';

/** Anything that finds a service: a test context or an application. */
export interface Finder {
  get<T>(type: abstract new (...args: never[]) => T): T;
}

export const testPassword = 'correct horse battery';

let counter = 0;
const next = (): number => {
  counter += 1;
  return counter;
};

/** An organisation made by the operator; `more` as the form takes it. */
export function anOrganisation(found: Finder, more: Record<string, unknown> = {}): Promise<Organisation> {
  const number = next();
  const fields = organisationFields.parse({
    code: `ORG-${number}`,
    kind: 'ministry',
    country: 'LA',
    name: { lo: `ກະຊວງ ${number}`, vi: `Bộ ${number}`, en: `Ministry ${number}` },
    validFrom: '2020-01-01',
    ...more,
  });
  return found.get(OrganisationsService).create(operatorActor, fields);
}

export const personDetails = (more: Record<string, unknown> = {}): PersonFields =>
  personFields.parse({ fullName: `ບຸນມີ ${next()}`, sex: 'female', birthDate: '1990-05-01', ...more });

/** An active account that has just signed in, as an actor with the rights the database gives it. */
export async function anActor(
  found: Finder,
  held: Role | Role[],
  more: Partial<InvitationFields> = {},
): Promise<Actor> {
  const email = more.email ?? `account${next()}@example.org`;
  const needed = [held].flat();
  const fields: InvitationFields = {
    email,
    name: `${roles.find((role) => needed.includes(role))} ${counter}`,
    roles: needed,
    organisationId: null,
    personId: null,
    sex: null,
    language: 'en',
    ...more,
  };
  await found.get(InvitationsService).open(operatorActor, fields, testPassword);
  const { accountId, signInId } = await signIn(found, email);
  const actor = await found.get(AccountsService).actorOf(accountId, signInId, null);
  if (!actor) throw new Error('The account cannot act');
  return actor;
}

export const signIn = (found: Finder, email: string, kind: 'api' | 'browser' = 'api', password = testPassword) =>
  found.get(SignInService).signIn({ email, password, kind, address: '192.0.2.1', userAgent: 'test' });
