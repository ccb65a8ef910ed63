import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { localDate } from '#libs/kernel';
import type { Organisation } from '#libs/people';
import type { CourseRun } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { openRun, Story } from '../support/nominations.js';
import { organisation } from '../support/training.js';

const start = '2026-03-02T02:00:00Z';

interface Item {
  text: string;
  at: string | null;
  deadline: string | null;
  who: string | null;
  isEscalated: boolean;
}

describe('what waits on me', () => {
  let app: TestApp;
  let story: Story;
  let industry: Organisation;
  let transport: Organisation;
  let run: CourseRun;
  let nominator: Client;
  let lao: Client;
  let vn: Client;
  before(async () => {
    app = await startApp();
    story = new Story(app);
    industry = await organisation(app, 'Industry');
    transport = await organisation(app, 'Transport');
    run = await openRun(
      app,
      { capacity: 9, nominationClosesOn: localDate('2026-03-07') },
      [industry.id, 5],
      [transport.id, 4],
    );
    nominator = await app.as('nominator', { organisationId: industry.id });
    lao = await app.as('lao_coordinator');
    vn = await app.as('vn_coordinator');
  });
  after(() => app.close());
  afterEach(() => app.clock.set(start));

  const waits = async (by: Client): Promise<Item[]> => (await by.get('/api/v1/me')).body.waiting;
  const facts = (items: Item[]) => items.map(({ at, deadline, who }) => [at?.slice(0, 10), deadline, who]);

  it('says since when, until when and who waits, to each role the oldest first, on the page as in the API', async () => {
    const returned = await story.submitted(industry, run);
    const chosen = await story.selected(transport, run);
    app.clock.set('2026-03-03T02:00:00Z');
    await story.return(returned.id, localDate('2026-03-06'));
    app.clock.set('2026-03-04T02:00:00Z');
    await story.draft(industry, run);
    await story.submitted(transport, run);
    assert.deepEqual(facts(await waits(nominator)), [
      ['2026-03-03', '2026-03-06', 'IICE'],
      ['2026-03-04', '2026-03-07', 'IICE'],
    ]);
    assert.deepEqual(facts(await waits(lao)), [['2026-03-04', '2026-03-09', 'Transport']]);
    assert.deepEqual(facts(await waits(vn)), [['2026-03-02', '2026-03-09', 'Transport']]);
    await story.submitted(industry, run);
    app.clock.set('2026-03-07T02:00:00Z');
    const { html } = await (await app.as('nominator', { organisationId: industry.id })).page('/');
    assert.ok(html.indexOf('returned nomination') < html.indexOf('draft nomination'), 'the oldest first');
    assert.match(html, /4 days/);
    assert.match(html, /Waiting: IICE/);
    assert.equal(html.match(/Overdue/g)?.length, 1);
    const [{ who, isEscalated }] = await waits(lao);
    assert.deepEqual([who, isEscalated], ['2 organisations', false]);
    assert.deepEqual(
      (await waits(vn)).map((item) => item.isEscalated),
      [true],
    );
    await story.withdraw(chosen.id);
    assert.deepEqual(await waits(vn), []);
  });

  it('tells a nominator of a call with seats for them in which nobody of theirs is nominated', async () => {
    const call = (to: [string, number]) => openRun(app, { nominationClosesOn: localDate('2026-03-08') }, to);
    const open = await call([industry.id, 2]);
    const others = await call([transport.id, 2]);
    const found = async ({ code }: CourseRun) => (await waits(nominator)).find(({ text }) => text.includes(code));
    const item = await found(open);
    assert.equal(item?.text, `Nominate for ${open.code}: nobody is nominated yet`);
    assert.deepEqual([item?.at, item?.deadline, item?.who], [null, '2026-03-08', 'IICE']);
    assert.equal(await found(others), undefined);
    assert.ok((await waits(lao)).every(({ text }) => !text.includes(open.code)));
    await story.draft(industry, open);
    assert.match((await found(open))?.text ?? '', /Submit 1 draft/);
    const late = await call([industry.id, 2]);
    app.clock.set('2026-03-09T02:00:00Z');
    assert.equal(await found(late), undefined);
  });

  it('dates a run that waits for its next step by the day it was due', async () => {
    const late = await openRun(app, { nominationClosesOn: localDate('2026-03-03') });
    app.clock.set('2026-03-05T02:00:00Z');
    const item = (await waits(vn)).find(({ text }) => text.includes(late.code));
    assert.deepEqual([item?.at?.slice(0, 10), item?.deadline, item?.who], ['2026-03-02', '2026-03-03', 'IICE']);
  });
});
