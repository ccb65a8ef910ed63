import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Actor, DomainError } from '#libs/kernel';
import { NominationsService } from '#libs/nominations';
import { type Organisation, PeopleService, type PersonCard } from '#libs/people';
import { engine } from '../support/engine.js';
import { naming, openRun, startNominations } from '../support/nominations.js';
import { anActor, anOrganisation, personDetails } from '../support/people.js';
import type { TestContext } from '../support/platform.js';

/** So many answers of a day. */
const most = 30;
/** Connections to MariaDB, and units at once. */
const pool = engine === 'mariadb' ? 10 : 0;

const codeOf = (error: unknown) => (error instanceof DomainError ? (error.fields[0]?.code ?? error.code) : `${error}`);

let context: TestContext;
let people: PeopleService;
let commerce: Organisation;
let health: Organisation;
let ofCommerce: Actor;
let ofHealth: Actor;
before(async () => {
  context = await startNominations();
  people = context.get(PeopleService);
  commerce = await anOrganisation(context);
  health = await anOrganisation(context);
});
after(() => context.close());

let number = 0;
const somebodyOfCommerce = (): Promise<PersonCard> => {
  number += 1;
  const birthDate = `19${60 + (number % 30)}-0${1 + (number % 9)}-11`;
  return people.create(ofCommerce, personDetails({ birthDate, identityNumber: `PA${100000 + number}` }));
};

const begin = async () => {
  ofCommerce = await anActor(context, 'nominator', { organisationId: commerce.id });
  ofHealth = await anActor(context, 'nominator', { organisationId: health.id });
};

/** What a nominator is answered who types somebody in: a code, or as what the person is shown. */
const typed = (details: Record<string, unknown>, actor = ofHealth) =>
  people.create(actor, personDetails(details)).then(({ shown }) => shown, codeOf);

/** The number of somebody, with a name and a birth date that are not theirs. */
const byNumber = () => typed({ birthDate: '1999-09-09', identityNumber: `PA${100000 + number}` });

const used = async (count: number, ask: () => Promise<unknown>) => {
  for (let time = 0; time < count; time += 1) await ask();
};

describe('whoever enters people', () => {
  it('is told thirty times a day that others know somebody, then nothing, whoever it is', async () => {
    await begin();
    const one = await somebodyOfCommerce();
    await used(most - 1, async () => assert.equal(await byNumber(), 'person.number_of_another'));
    assert.equal(await typed({ fullName: one.fullName, birthDate: one.birthDate }), 'own_words');
    assert.equal(await byNumber(), 'people.too_many_guesses');
    assert.equal(await typed({}), 'people.too_many_guesses', 'nor that nobody knows them');
    const refused = await people.create(ofHealth, personDetails()).catch((error: DomainError) => error);
    assert.ok(refused instanceof DomainError && refused.kind === 'too_many');
    assert.ok(Number(refused.args.retryAfter) > 86_000 && Number(refused.args.retryAfter) <= 86_400);
    context.clock.advance(24 * 3_600_000);
    assert.equal(await byNumber(), 'person.number_of_another');
  });

  it('is told as often as need be of people it knows, and new ones count for nothing', async () => {
    await begin();
    const one = await somebodyOfCommerce();
    const again = { fullName: one.fullName, birthDate: one.birthDate };
    assert.equal(await typed(again), 'own_words');
    await used(most, async () => assert.equal(await typed(again), 'own_words'));
    await used(most, async () => assert.equal(await typed({}), 'record'));
    await used(most - 1, byNumber);
    assert.equal(await byNumber(), 'people.too_many_guesses');
    assert.equal(await typed(again, await anActor(context, 'nominator', { organisationId: health.id })), 'own_words');
  });

  it('is not told by a correction either, and goes on correcting what says nothing', async () => {
    await begin();
    const one = await somebodyOfCommerce();
    const own = await people.create(ofHealth, personDetails());
    const correct = (changes: object) => people.edit(ofHealth, own.id, own.version, changes as never).catch(codeOf);
    const { fullName, birthDate } = one;
    await used(most, async () => assert.equal(await correct({ fullName, birthDate }), 'person.already_known'));
    assert.equal(await correct({ fullName, birthDate }), 'people.too_many_guesses');
    assert.equal(await correct({ fullName: 'ຄົນໃໝ່' }), 'people.too_many_guesses');
    const edited = await people.edit(ofHealth, own.id, own.version, { phone: '020 5512 3456' });
    assert.equal(edited.phone, '020 5512 3456');
  });

  it('is not told by a nomination that is refused for another reason', async () => {
    await begin();
    const run = await openRun(context, { capacity: 50 }, [commerce.id, 40], [health.id, 5]);
    const nominations = context.get(NominationsService);
    const nominated: PersonCard[] = [];
    for (let at = 0; at <= most; at += 1) {
      const one = await somebodyOfCommerce();
      await nominations.nominate(ofCommerce, run.id, naming({ personId: one.id }));
      nominated.push(one);
    }
    const codes: string[] = [];
    for (const { fullName, birthDate } of nominated) {
      const person = personDetails({ fullName, birthDate });
      codes.push(await nominations.nominate(ofHealth, run.id, naming({ person })).then(() => 'told', codeOf));
    }
    assert.deepEqual(codes.slice(0, most), Array(most).fill('nomination.already_nominated'));
    assert.equal(codes.at(-1), 'people.too_many_guesses');
  });

  it('learns hardly more by asking at once', async () => {
    await begin();
    await somebodyOfCommerce();
    const codes = await Promise.all(Array.from({ length: 80 }, byNumber));
    const told = codes.filter((code) => code === 'person.number_of_another').length;
    assert.ok(told >= most && told <= most + pool, `${told} told`);
    assert.equal(codes.filter((code) => code === 'people.too_many_guesses').length, codes.length - told);
  });

  it('and sees everybody anyway is never kept waiting', async () => {
    await begin();
    await somebodyOfCommerce();
    const iice = await anActor(context, 'lao_coordinator');
    const guess = { birthDate: '1999-09-09', identityNumber: `PA${100000 + number}`, organisationId: health.id };
    await used(most + 5, async () => assert.equal(await typed(guess, iice), 'person.number_of_another'));
  });
});
