import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { after, beforeEach, describe, it } from 'node:test';
import { DomainError } from '#libs/kernel';
import { DossierDocumentsService, ImportsService, LetterScans } from '#libs/nominations';
import { OutputFilesService, OutputsService } from '#libs/outputs';
import { Database, Outbox, Storage, Sweeps, UnitOfWork } from '#libs/platform';
import { startCertificates } from '../support/certificates.js';
import { arrived, fieldsOf, pdf } from '../support/documents.js';
import { aSender } from '../support/imports.js';
import { nominatorOf, openRun, Story } from '../support/nominations.js';
import { describedOutput, runIn, traineeOf } from '../support/outputs.js';
import { startProgramme } from '../support/programme.js';
import { organisation } from '../support/training.js';
import { rowsXml, sheetOf } from '../support/workbooks.js';

const context = await startCertificates();
after(() => context.close());
const storage = context.get(Storage);
const { discard } = storage;
const story = new Story(context);
const home = await organisation(context, 'Industry');

const isThere = (key: string) => existsSync(storage.pathOf(key));
const later = async () => {
  context.clock.advance(600_000);
  await context.get(Outbox).deliver();
};

/** Whatever is discarded meanwhile stays where it is, and fails. */
async function onAFailingDisk(work: () => Promise<unknown>): Promise<void> {
  let failures = 0;
  storage.discard = async () => {
    failures += 1;
    throw new Error('EIO: the disk fails');
  };
  try {
    await work();
    await context.get(Outbox).deliver();
    assert.ok(failures > 0, 'nothing was to be discarded');
  } finally {
    storage.discard = discard;
  }
}

beforeEach(() => context.clock.set('2026-03-02T02:00:00Z'));

describe('a file whose row is forgotten', () => {
  const put = async () => (await storage.put(Readable.from([Buffer.from('bytes')]), 1000)).key;
  const forget = (key: string) => context.get(UnitOfWork).run(() => storage.forget(key));

  it('goes after the commit', async () => {
    const key = await put();
    await forget(key);
    await context.get(Outbox).deliver();
    assert.equal(isThere(key), false);
  });

  it('stays when the unit is rolled back', async () => {
    const key = await put();
    const unit = context.get(UnitOfWork).run(async () => {
      await storage.forget(key);
      throw new Error('changed our mind');
    });
    await assert.rejects(unit, /changed our mind/);
    await later();
    assert.equal(isThere(key), true);
  });

  it('goes although the plug is pulled between the commit and its end', async () => {
    const key = await put();
    const { databaseUrl, dataDir, secretKey, identityKey, publicUrl } = context.configuration;
    const programme = startProgramme(['dist/test/support/killed-while-discarding.js', key], {
      NODE_ENV: 'test',
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      SECRET_KEY: secretKey,
      IDENTITY_KEY: identityKey,
      PUBLIC_URL: publicUrl,
    });
    const [code, signal] = await once(programme.process, 'exit');
    assert.deepEqual([code, signal, isThere(key)], [null, 'SIGKILL', true], programme.output());
    await later();
    assert.equal(isThere(key), false);
  });
});

describe('a file that arrived', () => {
  const refused = (error: DomainError) => async () => {
    const stored = await storage.put(Readable.from([Buffer.from('bytes')]), 1000);
    await assert.rejects(
      storage.keep(stored, () => Promise.reject(error)),
      error,
    );
    return isThere(stored.key);
  };

  it('goes when it comes to nothing, and stays where the database may have kept its row', async () => {
    assert.equal(await refused(new DomainError('conflict', 'output.not_editable'))(), false);
    assert.equal(await refused(new DomainError('unavailable', 'commit_unknown'))(), true);
  });
});

describe('a disk that fails to forget at first forgets in the end', () => {
  it('a document taken out of a dossier, and one that another takes the place of', async () => {
    const documents = context.get(DossierDocumentsService);
    const by = nominatorOf(home);
    const { id } = await story.draft(home, await openRun(context, { requiredDocuments: ['passport'] }));
    const [first, second] = [await arrived(context, pdf()), await arrived(context, pdf())];
    await documents.add(by, id, fieldsOf('passport'), first);
    await onAFailingDisk(async () => {
      const kept = await documents.add(by, id, fieldsOf('passport'), second);
      await documents.remove(by, id, kept.id);
    });
    assert.deepEqual([isThere(first.stored.key), isThere(second.stored.key)], [true, true]);
    await later();
    assert.deepEqual([isThere(first.stored.key), isThere(second.stored.key)], [false, false]);
  });

  it('the scan of a letter that another takes the place of', async () => {
    const scans = context.get(LetterScans);
    const run = await openRun(context, {});
    await story.draft(home, run);
    const [first, second] = [await arrived(context, pdf()), await arrived(context, pdf())];
    await scans.attach(nominatorOf(home), run.id, home.id, first);
    await onAFailingDisk(() => scans.attach(nominatorOf(home), run.id, home.id, second));
    assert.equal(isThere(first.stored.key), true);
    await later();
    assert.deepEqual([isThere(first.stored.key), isThere(second.stored.key)], [false, true]);
  });

  it('a list that was read, and one whose reading nobody waits for any more', async () => {
    const run = await openRun(context, {});
    const sent = async () => {
      const bytes = sheetOf(rowsXml(['Full name', 'Sex', 'Date of birth'], ['ສົມສີ ວົງສາ', 'ຍິງ', '1990-03-01']));
      const list = await arrived(context, Buffer.from(bytes), 'list.xlsx');
      const how = { language: 'en' as const, isDirect: false };
      await context.get(ImportsService).begin(aSender(), run.id, home.id, list, how);
      return list.stored.key;
    };
    const unread = await context.get(UnitOfWork).run(async () => {
      const key = await sent();
      await context.get(Database).change("DELETE FROM outbox_message WHERE type = 'nomination_import.arrived'", []);
      return key;
    });
    let read = '';
    await onAFailingDisk(async () => {
      read = await sent();
    });
    assert.deepEqual([isThere(read), isThere(unread)], [true, true]);
    await later();
    assert.deepEqual([isThere(read), isThere(unread)], [false, true]);
    context.clock.set('2026-03-10T02:00:00Z');
    await onAFailingDisk(() => context.get(Sweeps).run());
    assert.equal(isThere(unread), true);
    await later();
    assert.equal(isThere(unread), false);
  });

  it('a file taken from an output', async () => {
    const run = await runIn(context, 'running');
    const { actor } = await traineeOf(context, run, 'ນາງ ຄຳ');
    const { id } = await context.get(OutputsService).draft(actor, run.id, describedOutput());
    const file = await arrived(context, pdf(), 'report.pdf');
    const kept = await context.get(OutputFilesService).add(actor, id, file);
    await onAFailingDisk(() => context.get(OutputFilesService).remove(actor, id, kept.id));
    assert.equal(isThere(file.stored.key), true);
    await later();
    assert.equal(isThere(file.stored.key), false);
  });
});
