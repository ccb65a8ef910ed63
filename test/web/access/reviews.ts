import { Database, UnitOfWork } from '#libs/platform';
import { lookedThrough } from '../../support/outputs.js';
import type { World } from './world.js';

const api = '/api/v1';

/** What is found in a returned output that is submitted again, and its look that fails once. */
export async function reviewOutputs(world: World): Promise<void> {
  const submitted = `${api}/outputs/:accepted2`;
  await world.uploads('trn2', `${submitted}/files`, 'people.csv', 'name,phone\nAnong,020 5551 7010\n');
  await world.does('trn2', 'post', `${submitted}/submission`);
  world.name('comment', (await world.does('ins', 'post', `${submitted}/comments`, { body: 'Which year?' })).id);
  await world.does('trn2', 'post', `${submitted}/comments/:comment/resolution`);
  await lookedThrough(world.app);
  const database = world.app.get(Database);
  await world.app
    .get(UnitOfWork)
    .run(() =>
      database.change("UPDATE output_look SET status = 'failed' WHERE output_id = ? AND status = 'done'", [
        world.id('accepted2'),
      ]),
    );
  await world.does('vn', 'post', `${submitted}/hold-look`);
  await lookedThrough(world.app);
  await world.does('lao', 'post', `${submitted}/hold-clearance`, { reason: 'the number of an office' });
}
