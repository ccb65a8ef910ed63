import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Actor } from '#libs/kernel';
import type { Organisation } from '#libs/people';
import { Database, MailsService, Outbox, UnitOfWork } from '#libs/platform';
import { type CourseRun, RunLife } from '#libs/training';
import { type StoredMail, storedMails } from '../support/mails.js';
import { openRun, Story, somebody, startNominations } from '../support/nominations.js';
import { anActor } from '../support/people.js';
import type { TestContext } from '../support/platform.js';
import { organisation, vnCoordinator } from '../support/training.js';

let context: TestContext;
let story: Story;
let ministry: Organisation;
let office: Organisation;
let other: Organisation;
let nominator: Actor;
let elsewhere: Actor;

before(async () => {
  context = await startNominations();
  story = new Story(context);
  ministry = await organisation(context, 'MOIC');
  office = await organisation(context, 'Office', ministry);
  other = await organisation(context, 'Other');
  nominator = await anActor(context, 'nominator', { organisationId: ministry.id, language: 'lo' });
  elsewhere = await anActor(context, 'nominator', { organisationId: other.id, language: 'vi' });
});
after(() => context.close());

type Args = { people: string[]; reason: string };

/** Of a run: what stands in the mails about its cancellation, and to whom. */
async function cancellationsOf(run: CourseRun) {
  await context.get(Outbox).deliver();
  const mails = (await storedMails(context)) as (StoredMail & {
    subject_id: string;
    readers: string;
    to_name: string;
  })[];
  return mails
    .filter(({ template, subject_id }) => template === 'run_cancelled' && subject_id === run.id)
    .map(({ to_name: to, to_address: address, language, readers, args }) => {
      const filled = JSON.parse(args) as Args;
      const { subject, text } = context.get(MailsService).preview('run_cancelled', language as 'lo', { ...filled });
      return { to, address, language, readers, people: filled.people, subject, text };
    });
}

const cancel = (run: CourseRun) => context.get(RunLife).cancel(vnCoordinator, run.id, 'Nước lũ');

const withAddress = (name: string, email: string) => ({ person: { ...somebody(name), email } });

describe('a run that is cancelled', () => {
  it('is told to each nominator in one mail with their list, and to those who were selected or had a seat', async () => {
    const run = await openRun(context, { capacity: 10 }, [ministry.id, 5], [other.id, 2]);
    await story.confirmed(ministry, run, withAddress('ນາງ ບົວຄຳ', 'boukham@moic.example'));
    await story.selected(office, run, withAddress('ທ້າວ ຄຳຫຼ້າ', 'khamla@moic.example'));
    await story.submitted(ministry, run, withAddress('ນາງ ພອນ', 'phone@moic.example'));
    await story.draft(other, run, withAddress('ທ້າວ ແສງ', 'seng@other.example'));
    await cancel(run);
    const mails = await cancellationsOf(run);
    assert.deepEqual(
      mails
        .map(({ address }) => address)
        .filter((address) => /@(moic|other)/.test(address))
        .toSorted(),
      ['boukham@moic.example', 'khamla@moic.example'],
    );
    const [list] = mails.filter(({ to }) => to === nominator.name);
    assert.deepEqual(list?.people.toSorted(), ['ທ້າວ ຄຳຫຼ້າ', 'ນາງ ບົວຄຳ', 'ນາງ ພອນ'].toSorted());
    assert.equal(list?.readers, 'lao');
    assert.ok(list.text.includes('• ນາງ ພອນ\n'), list.text);
    assert.ok(list.text.includes(`/runs/${run.id}/nominations\n`));
    const [draft] = mails.filter(({ to }) => to === elsewhere.name);
    assert.deepEqual([draft?.readers, draft?.people, draft?.language], ['none', ['ທ້າວ ແສງ'], 'vi']);
    assert.match(draft!.subject, /^Lớp .+ đã bị hủy$/);
    assert.equal(mails.length, 4);
    for (const { text } of mails) assert.ok(text.includes('Nước lũ'), text);
    const [seat] = mails.filter(({ address }) => address === 'boukham@moic.example');
    assert.deepEqual([seat?.readers, seat?.people], ['both', []]);
  });

  it('is told once, however often the news is delivered', async () => {
    const run = await openRun(context, { capacity: 10 }, [ministry.id, 5]);
    await story.selected(ministry, run, withAddress('ນາງ ດາວ', 'dao@moic.example'));
    await cancel(run);
    const before = (await cancellationsOf(run)).length;
    await context.get(UnitOfWork).run(async () => {
      await context.get(Database).change('UPDATE outbox_message SET done_at = NULL, due_at = raised_at', []);
    });
    assert.deepEqual([before, (await cancellationsOf(run)).length], [2, 2]);
  });

  it('is told neither to those who had withdrawn nor of them', async () => {
    const run = await openRun(context, { capacity: 10 }, [ministry.id, 5]);
    const { id } = await story.confirmed(ministry, run, withAddress('ທ້າວ ກອງ', 'kong@moic.example'));
    await story.withdraw(id);
    await cancel(run);
    assert.deepEqual(await cancellationsOf(run), []);
  });

  it('before its call is told to nobody', async () => {
    const run = await openRun(context, { capacity: 10 });
    await cancel(run);
    assert.deepEqual(await cancellationsOf(run), []);
  });
});
