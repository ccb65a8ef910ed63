import { newId, operatorActor } from '#libs/kernel';
import { BulkSelection, ConfirmationService, SelectionService } from '#libs/nominations';
import { Audit, Database, UnitOfWork } from '#libs/platform';
import { startApp } from '../support/app.js';
import { laoCoordinator, openRun, Story } from '../support/nominations.js';
import { organisation, vnCoordinator } from '../support/training.js';
import { startBare } from './bare-server.js';
import { inTurns, median, print, timed } from './figures.js';
import { addNominations } from './many-nominations.js';

const asks = 500;

/** A page of 50 for a nominator of one ministry, with their rights read anew each time, over real HTTP. */
export async function nominationList(engine: string, aim: string): Promise<void> {
  const app = await startApp();
  await app.nest.listen(0, '127.0.0.1');
  const address = await app.nest.getUrl();
  const [one, other] = [await organisation(app, 'ONE'), await organisation(app, 'TWO')];
  const run = await openRun(app, { capacity: 20 });
  const nominator = await app.as('nominator', { organisationId: one.id });
  const url = `${address}/api/v1/nominations?pageSize=50&total=false`;
  // Uncompressed on both sides: the same bytes travel.
  const plainly = { 'accept-encoding': 'identity' };
  const headers = { authorization: `Bearer ${nominator.bearer}`, ...plainly };
  const page = async () => (await fetch(url, { headers })).text();
  const medians: number[] = [];
  let sofar = 0;
  for (const size of [1000, 100_000]) {
    await addNominations(app, run, [one, other], size - sofar);
    sofar = size;
    const text = await page();
    const server = await startBare(JSON.parse(text));
    const bareUrl = `${await server.getUrl()}/list`;
    const plain = async () => (await fetch(bareUrl, { headers: plainly })).text();
    await inTurns(200, page, plain);
    const [ours, bare] = await inTurns(asks, page, plain);
    medians.push(ours);
    await server.close();
    print({
      what: `Nominations, a page of 50 out of ${size.toLocaleString('en')}, signed in and scoped, ${engine}`,
      ours: `${ours.toFixed(2)} ms, ${(text.length / 1024).toFixed(0)} kB`,
      yardstick: `the same bytes as JSON on bare Nest + Fastify: ${bare.toFixed(2)} ms`,
      ratio: ours / bare,
      aim: `≤ ${aim} ×`,
    });
  }
  print({
    what: `The same page at 100,000 rows beside 1,000, ${engine}`,
    ours: `${medians[1]!.toFixed(2)} ms`,
    yardstick: `${medians[0]!.toFixed(2)} ms`,
    ratio: medians[1]! / medians[0]!,
    aim: 'flat',
  });
  await app.close();
}

/** Confirmations one after another; the yardstick is a unit with one audit event and nothing else. */
export async function confirmations(engine: string): Promise<void> {
  const count = 150;
  const app = await startApp();
  const ministry = await organisation(app, 'ONE');
  const run = await openRun(app, { capacity: count }, [ministry.id, count]);
  const story = new Story(app);
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push((await story.selected(ministry, run)).id);
  const confirming = await timed(count, (index) => app.get(ConfirmationService).confirm(vnCoordinator, ids[index]!));
  const audit = app.get(Audit);
  const empty = await timed(count, () =>
    app
      .get(UnitOfWork)
      .run(() => audit.record(operatorActor, { action: 'bench.done', noun: 'bench', subjectId: newId() })),
  );
  const perSecond = 1000 / median(confirming);
  print({
    what: `Confirmations, one after another, ${app.get(Database).engine === 'sqlite' ? 'SQLite' : engine}`,
    ours: `${perSecond.toFixed(0)} a second, ${median(confirming).toFixed(2)} ms each`,
    yardstick: `a unit that writes one audit event: ${median(empty).toFixed(2)} ms`,
    ratio: median(confirming) / median(empty),
  });
  await app.close();
}

/** Selections one by one, and a hundred in one step; the yardstick is a unit with one audit event and nothing else. */
export async function selections(engine: string): Promise<void> {
  const count = 100;
  const app = await startApp();
  const ministry = await organisation(app, 'ONE');
  const story = new Story(app);
  const submitted = async (): Promise<{ runId: string; ids: string[] }> => {
    const run = await openRun(app, { capacity: count }, [ministry.id, count]);
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) ids.push((await story.submitted(ministry, run)).id);
    return { runId: run.id, ids };
  };
  const single = await submitted();
  const several = await submitted();
  const audit = app.get(Audit);
  const [one, empty] = await inTurns(
    count,
    (index) => app.get(SelectionService).select(laoCoordinator, single.ids[index]!, {}),
    () =>
      app
        .get(UnitOfWork)
        .run(() => audit.record(operatorActor, { action: 'bench.done', noun: 'bench', subjectId: newId() })),
  );
  const [all] = await timed(1, () =>
    app.get(BulkSelection).decide(laoCoordinator, several.runId, { step: 'selection', nominationIds: several.ids }),
  );
  const each = all! / count;
  const yardstick = `a unit that writes one audit event: ${empty.toFixed(2)} ms`;
  print({
    what: `Selections, one after another, ${engine}`,
    ours: `${(1000 / one).toFixed(0)} a second, ${one.toFixed(2)} ms each`,
    yardstick,
    ratio: one / empty,
  });
  print({
    what: `Selections, ${count} in one step, ${engine}`,
    ours: `${(1000 / each).toFixed(0)} a second, ${each.toFixed(2)} ms each, ${all!.toFixed(0)} ms in all`,
    yardstick,
    ratio: each / empty,
  });
  await app.close();
}
