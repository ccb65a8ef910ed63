import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, it, mock } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { type Actor, localDate } from '#libs/kernel';
import { ImportsService, NominationsService } from '#libs/nominations';
import { MergingService, mergeFields, type Organisation, PeopleService } from '#libs/people';
import { Database, JobsService, Outbox } from '#libs/platform';
import type { CourseRun } from '#libs/training';
import { TestClock } from '../support/clock.js';
import { aCheckedList, aSender, birthDate, names, openNominations, type Sight, sightOf } from '../support/imports.js';
import { laoCoordinator, naming, nominatorOf, openRun, somebody, startNominations } from '../support/nominations.js';
import { type TestContext, testConfiguration } from '../support/platform.js';
import { startProgramme } from '../support/programme.js';
import { organisation } from '../support/training.js';

const called = (fullName: string) => ({
  ...somebody(fullName),
  sex: 'female' as const,
  birthDate: localDate(birthDate),
});

describe('an import', () => {
  let context: TestContext;
  let industry: Organisation;
  let transport: Organisation;
  let run: CourseRun;
  let sender: Actor;
  let imports: ImportsService;
  before(async () => {
    context = await startNominations();
    imports = context.get(ImportsService);
    industry = await organisation(context, 'Industry');
    transport = await organisation(context, 'Transport');
    sender = aSender();
  });
  after(() => context.close());

  const checked = async (people: readonly string[]) => {
    run = await openRun(context, { capacity: 20 });
    return aCheckedList(context, sender, { run, organisation: industry, people });
  };

  /** Imports, and does `work` once all is worked out and nothing written. */
  const importing = async (id: string, work: () => Promise<unknown>, choices: object[] = []) => {
    const jobs = context.get(JobsService);
    const progress = jobs.progress.bind(jobs);
    let rounds = 0;
    const hook = mock.method(jobs, 'progress', async (job: string, at: number) => {
      await progress(job, at);
      rounds += 1;
      if (rounds === 1) await work();
    });
    await imports.start(sender, id, { choices: choices as never, skipFaulty: false });
    await context.get(Outbox).deliver();
    hook.mock.restore();
    return { ...(await imports.get(sender, { id })), rounds };
  };

  const nominate = (by: Organisation, fullName: string, of = run) =>
    context.get(NominationsService).nominate(nominatorOf(by), of.id, naming({ person: called(fullName) }));

  const drafted = () =>
    context.get(Database).rows<{ place: number; name: string }>(
      `SELECT n.rank AS place, p.full_name AS name FROM nomination n JOIN person p ON p.id = n.person_id
          WHERE n.run_id = ? ORDER BY n.rank`,
      [run.id],
    );

  it('is seen whole or not at all, from the first row to the last', async () => {
    const people = names(1500, 'ໝົດ');
    const id = await checked(people);
    const nothing = await sightOf(context, id, run);
    const seen = new Set<string>();
    let isOver = false;
    const watching = (async () => {
      while (!isOver) {
        seen.add(JSON.stringify(await sightOf(context, id, run)));
        await turn();
      }
    })();
    await importing(id, async () => undefined);
    isOver = true;
    await watching;
    const whole: Sight = {
      state: 'imported',
      people: nothing.people + 1500,
      known: nothing.known + 1500,
      drafts: 1500,
      told: nothing.told + 3000,
    };
    assert.deepEqual(await sightOf(context, id, run), whole);
    const possible = [{ ...nothing }, { ...nothing, state: 'importing' }, whole].map((one) => JSON.stringify(one));
    assert.deepEqual(
      [...seen].filter((one) => !possible.includes(one)),
      [],
    );
    assert.ok(seen.has(possible[1]!), 'somebody looked while it was under way');
    const places = (await drafted()).map(({ place }) => Number(place));
    assert.deepEqual(
      places,
      people.map((_, at) => at + 1),
    );
  });

  it('is refused whole, with the row, when another organisation nominates one of them meanwhile', async () => {
    const [one, two, three] = names(3, 'ແຍ່ງ') as [string, string, string];
    const id = await checked([one, two, three]);
    const { state, fault } = await importing(id, () => nominate(transport, two));
    assert.deepEqual([state, fault?.row, fault?.code], ['checked', 3, 'nomination.already_nominated']);
    assert.deepEqual(
      (await drafted()).map(({ name }) => name),
      [two],
    );
    assert.equal((await context.get(Database).rows('SELECT id FROM person WHERE full_name = ?', [one])).length, 0);
  });

  it('goes on behind whom its own organisation nominates meanwhile, and takes them once', async () => {
    const [one, two] = names(2, 'ກ່ອນ') as [string, string];
    await context.get(PeopleService).identify(nominatorOf(industry), industry.id, called(two));
    const id = await checked([one, two]);
    const { state, counts, rounds } = await importing(id, () => nominate(industry, two));
    assert.deepEqual([state, counts.imported, counts.listed, rounds], ['imported', 1, 1, 2]);
    assert.deepEqual(
      (await drafted()).map(({ place, name }) => [Number(place), name]),
      [
        [1, two],
        [2, one],
      ],
    );
  });

  it('knows again whom somebody makes known meanwhile', async () => {
    const [one, two] = names(2, 'ຮູ້') as [string, string];
    const id = await checked([one, two]);
    const other = await openRun(context, { capacity: 20 });
    const { state, counts } = await importing(id, () => nominate(transport, one, other));
    assert.deepEqual([state, counts.imported], ['imported', 2]);
    assert.equal((await context.get(Database).rows('SELECT id FROM person WHERE full_name = ?', [one])).length, 1);
  });

  it('nominates whom somebody was merged into meanwhile, recognised or chosen', async () => {
    const people = context.get(PeopleService);
    const merge = (survivorId: string, duplicateId: string) =>
      context.get(MergingService).merge(laoCoordinator, survivorId, mergeFields.parse({ duplicateId }));
    const known = (name: string) => people.identify(nominatorOf(industry), industry.id, called(name));
    const [one, two] = names(2, 'ລວມ') as [string, string];
    const [survivor, duplicate] = [await known(two), await known(one)];
    const id = await checked([one]);
    const met = await importing(id, () => merge(survivor.id, duplicate.id));
    assert.equal(met.state, 'imported');
    assert.deepEqual(
      (await drafted()).map(({ name }) => name),
      [two],
    );
    const [three, four] = names(4, 'ລວມ').slice(2) as [string, string];
    const [lasting, chosen] = [await known(four), await known(three)];
    const again = await checked([three]);
    const choices = [{ row: 2, choice: 'use', personId: chosen.id }];
    const followed = await importing(again, () => merge(lasting.id, chosen.id), choices);
    assert.deepEqual([followed.state, followed.fault], ['imported', null]);
    assert.deepEqual(
      (await drafted()).map(({ name }) => name),
      [four],
    );
  });

  it('ends with a refusal when others are quicker again and again', async () => {
    const people = names(6, 'ເລື້ອຍ');
    const id = await checked(people);
    const jobs = context.get(JobsService);
    const progress = jobs.progress.bind(jobs);
    let rival = 0;
    const hook = mock.method(jobs, 'progress', async (job: string, at: number) => {
      await progress(job, at);
      await nominate(industry, people[rival++]!);
    });
    await imports.start(sender, id, { choices: [], skipFaulty: false });
    await context.get(Outbox).deliver();
    hook.mock.restore();
    const { state, fault } = await imports.get(sender, { id });
    assert.deepEqual([state, fault?.code, rival], ['checked', 'concurrent_change', 4]);
    await importing(id, async () => undefined);
    assert.deepEqual((await drafted()).map(({ name }) => name).toSorted(), people.toSorted());
  });
});

describe('a programme that is killed while it imports', () => {
  for (const moment of ['prepared', 'writing', 'written'])
    it(`leaves all or nothing, and all once when it comes up again: ${moment}`, async () => {
      const { configuration, drop } = await testConfiguration();
      const clock = new TestClock();
      try {
        const house = await openNominations(configuration, clock);
        const industry = await organisation(house, 'Industry');
        const run = await openRun(house, { capacity: 20 });
        const sender = aSender();
        const people = names(40, 'ດັບ');
        const id = await aCheckedList(house, sender, { run, organisation: industry, people });
        await house.close();
        const { databaseUrl, dataDir, secretKey, identityKey, publicUrl } = configuration;
        const args = ['dist/test/support/killed-while-importing.js', id, JSON.stringify(sender), moment];
        const programme = startProgramme(args, {
          NODE_ENV: 'test',
          DATABASE_URL: databaseUrl,
          DATA_DIR: dataDir,
          SECRET_KEY: secretKey,
          IDENTITY_KEY: identityKey,
          PUBLIC_URL: publicUrl,
        });
        const [code, signal] = await once(programme.process, 'exit');
        assert.deepEqual([code, signal], [null, 'SIGKILL'], programme.output());
        const again = await openNominations(configuration, clock);
        const whole: Sight = { state: 'imported', people: 40, known: 40, drafts: 40, told: 80 };
        const nothing: Sight = { state: 'importing', people: 0, known: 0, drafts: 0, told: 0 };
        assert.deepEqual(await sightOf(again, id, run), moment === 'written' ? whole : nothing);
        clock.advance(120_000);
        await again.get(Outbox).deliver();
        assert.deepEqual(await sightOf(again, id, run), whole);
        const { counts, jobId } = await again.get(ImportsService).get(sender, { id });
        assert.deepEqual([counts.imported, (await again.get(JobsService).find(jobId))?.status], [40, 'done']);
        await again.close();
      } finally {
        await drop();
      }
    });
});
