import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Database, jsonOfRaw, MailsService, Outbox, UnitOfWork } from '#libs/platform';
import { aDecision, aHeldRun } from '../support/a-held-run.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { storedMails } from '../support/mails.js';
import { person } from '../support/training.js';

const api = '/api/v1';

describe('whoever holds a certificate', () => {
  let app: TestApp;
  let vn: Client;
  let chair: Client;
  let issued: { id: string; serial: string; personId: string }[];
  before(async () => {
    app = await startApp();
    const held = await aHeldRun(app, [
      { fullName: 'ນາງ ຈັນທະລາ', fullNameLatin: 'Chanthala' },
      { fullName: 'ທ້າວ ບຸນມີ', fullNameLatin: 'Bounmy' },
      { fullName: 'ທ້າວ ພູວົງ', fullNameLatin: 'Phouvong' },
    ]);
    vn = await app.as('vn_coordinator');
    chair = await app.as('vn_co_chair');
    const { body } = await vn.post(`${api}/runs/${held.run.id}/certificate-batches`, aDecision(held.enrolments));
    await chair.post(`${api}/certificate-batches/${body.id}/approval`, {});
    await app.get(Outbox).deliver();
    issued = (await vn.get(`${api}/certificates?sort=registerNumber`)).body.items;
  });
  after(() => app.close());

  const at = (index: number) => `${api}/certificates/${issued[index]!.id}`;
  const change = (sql: string, ...parameters: string[]) =>
    app.get(UnitOfWork).run(() => app.get(Database).change(sql, parameters));
  const revoke = async (index: number) => {
    await vn.post(`${at(index)}/revocation-request`, { reasonClass: 'false_documents', reason: 'Forged letter' });
    assert.equal((await chair.post(`${at(index)}/revocation`, {})).status, 200);
    await app.get(Outbox).deliver();
  };
  const lettersOf = async (template: string) =>
    (await storedMails(app))
      .filter((mail) => mail.template === template)
      .map(({ args, language, account_id, to_address }) => ({
        args: jsonOfRaw<Record<string, string>>(args),
        account: account_id,
        address: to_address,
        text: app.get(MailsService).preview(template, language as 'lo', jsonOfRaw(args)).text,
      }));

  it('reads whom to tell when it is lost or wrong, in three languages', async () => {
    const { id, personId } = issued[0]!;
    const trainee = await app.as('trainee', { personId });
    const shown = {
      lo: 'ກະລຸນາແຈ້ງ VIOIT: ເມື່ອບັນທຶກຄຳຮ້ອງແລ້ວ ຈະໄດ້ຮັບຄຳຕອບພາຍໃນຫ້າວັນເຮັດວຽກ.',
      vi: 'Hãy báo cho VIOIT: sau khi được ghi nhận, yêu cầu sẽ được trả lời trong năm ngày làm việc.',
      en: 'Write to VIOIT: once it is recorded, it is answered within five working days.',
    };
    for (const [language, sentence] of Object.entries(shown))
      for (const path of ['/certificates', `/certificates/${id}`])
        assert.ok((await trainee.page(`${path}?lang=${language}`)).html.includes(sentence), `${path} ${language}`);
    // Those who answer are not told to write to themselves.
    assert.ok(!(await vn.page(`/certificates/${id}?lang=en`)).html.includes('Write to VIOIT'));
  });

  it('is not shown that something is asked about it, as those are who read requests', async () => {
    const page = `/certificates/${issued[0]!.id}?lang=en`;
    await vn.post(`${at(0)}/replacement-request`, { reasonClass: 'lost', reason: 'Left in a taxi' });
    assert.match((await vn.page(page)).html, /A request waits for an answer[\s\S]*Replace – answer due by \d/);
    const trainee = await app.as('trainee', { personId: issued[0]!.personId });
    assert.doesNotMatch((await trainee.page(page)).html, /A request waits/);
  });

  it('is spoken of on a page that is never empty', async () => {
    const reader = await app.as('lao_coordinator');
    const pageOf = async (index: number) =>
      (await reader.page(`/certificates/${issued[index]!.id}/requests?lang=en`)).html;
    assert.match(await pageOf(1), /There is no request/);
    assert.doesNotMatch(await pageOf(0), /There is no request/);
  });

  it('is told by mail what a replacement replaces', async () => {
    // Whom the first mails could not reach has an address by now: the news of another is none of theirs.
    await app.as('trainee', { personId: issued[1]!.personId });
    assert.equal((await chair.post(`${at(0)}/replacement`, {})).status, 200);
    await app.get(Outbox).deliver();
    const [letter, ...others] = await lettersOf('certificate_replaced');
    assert.deepEqual([others, letter?.args.replaces], [[], issued[0]!.serial]);
    assert.ok(letter!.text.includes(letter!.args.serial!) && letter!.text.includes(issued[0]!.serial), letter!.text);
    assert.deepEqual(await lettersOf('certificate_issued'), []);
  });

  it('is told by mail that it was revoked, once, and no more than verification says', async () => {
    const { id, serial, personId } = issued[1]!;
    const trainee = await app.as('trainee', { personId });
    await revoke(1);
    const [letter, ...others] = await lettersOf('certificate_revoked');
    assert.deepEqual([others, letter?.args.link], [[], `http://localhost/certificates/${id}`]);
    assert.ok(letter!.text.includes(serial) && letter!.text.includes('VIOIT'), letter!.text);
    assert.doesNotMatch(JSON.stringify(letter), /false_documents|Forged/);
    await change("UPDATE outbox_message SET done_at = NULL, due_at = raised_at WHERE type = 'certificate.revoked'");
    await app.get(Outbox).deliver();
    assert.equal((await lettersOf('certificate_revoked')).length, 1);
    const { html } = await trainee.page('/certificates?lang=en');
    assert.ok(html.includes('To know why, or if this is wrong, write to VIOIT.') && !html.includes('Forged'), html);
  });

  it('is told at the address of the record that theirs was merged into', async () => {
    const now = await person(app, 'ທ້າວ ພູວົງ ສີສະຫວາດ');
    await change("UPDATE person SET email = 'phouvong@office.example' WHERE id = ?", now.id);
    await change('UPDATE person SET merged_into_id = ? WHERE id = ?', now.id, issued[2]!.personId);
    await revoke(2);
    assert.deepEqual(
      (await lettersOf('certificate_revoked')).map(({ address }) => address).at(-1),
      'phouvong@office.example',
    );
  });
});
