import { ApprovalService, BatchesService } from '#libs/certificates';
import { CONFIGURATION, type Configuration, Database, Outbox, Storage } from '#libs/platform';
import { aDecision, aHeldRun } from '../support/a-held-run.js';
import { startApp } from '../support/app.js';
import { coChair } from '../support/certificates.js';
import { vnCoordinator } from '../support/training.js';
import { serveMeasured } from './server-process.js';

/** One issued certificate: where it is served, and what a bare server needs to serve the same. */
export interface IssuedServer {
  document: string;
  verification: string;
  bearer: string;
  bare: { path: string; databaseUrl: string; code: string };
}

await serveMeasured(async () => {
  // Many ask of one address's allowance; behind a proxy they come from many.
  const app = await startApp({ TRUST_PROXY: '1' });
  const { run, enrolments } = await aHeldRun(app, [{ fullName: 'ທ້າວ ບຸນມີ', fullNameLatin: 'Bounmy SISAVATH' }]);
  const { id } = await app.get(BatchesService).prepare(vnCoordinator, run.id, aDecision(enrolments));
  await app.get(ApprovalService).approve(coChair, id);
  await app.get(Outbox).deliver();
  const [issued] = await app
    .get(Database)
    .rows<Record<'id' | 'storage_key' | 'code', string>>('SELECT * FROM certificate');
  const { id: certificateId, storage_key: key, code } = issued!;
  const { bearer } = await app.as('vn_coordinator');
  await app.nest.listen(0, '127.0.0.1');
  const api = `${await app.nest.getUrl()}/api/v1`;
  const { databaseUrl } = app.get<Configuration>(CONFIGURATION);
  const told: IssuedServer = {
    document: `${api}/certificates/${certificateId}/document.pdf`,
    verification: `${api}/verifications/${code}`,
    bearer,
    bare: { path: app.get(Storage).pathOf(key), databaseUrl, code },
  };
  return { told, close: app.close };
});
