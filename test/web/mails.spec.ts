import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { MailDispatch, Outbox } from '#libs/platform';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { MailServer } from '../support/mail-server.js';
import { storedMails } from '../support/mails.js';
import { openRun, Story } from '../support/nominations.js';
import { organisation } from '../support/training.js';

const server = new MailServer();
let app: TestApp;
let lao: Client;
let vn: Client;
let admin: Client;
let ministry: Awaited<ReturnType<typeof organisation>>;

before(async () => {
  await server.up();
  app = await startApp({ SMTP_URL: server.url, PUBLIC_URL: 'http://training.example' });
  ministry = await organisation(app, 'MOIC');
  await app.as('nominator', { organisationId: ministry.id, email: 'lao@moic.example', language: 'lo' });
  await app.as('nominator', { organisationId: ministry.id, email: 'viet@moic.example', language: 'vi' });
  lao = await app.as('lao_coordinator');
  vn = await app.as('vn_coordinator');
  admin = await app.as('admin');
});
after(async () => {
  await app.close();
  await server.down();
});

const typed = {
  audience: 'quota',
  'subject.lo': 'ແຈ້ງການເປີດຮັບ',
  'subject.vi': 'Thông báo',
  'subject.en': '',
  'body.lo': 'ກະລຸນາສົ່ງລາຍຊື່.\n\nຂອບໃຈ.',
  'body.vi': 'Xin gửi danh sách.',
  'body.en': '',
};

const hidden = (html: string, name: string): string =>
  new RegExp(`type="hidden" name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

describe('a message to nominators', () => {
  it('is seen before it is sent, and then reaches everybody once in their language', async () => {
    const run = await openRun(app, { capacity: 10 }, [ministry.id, 3]);
    const form = await lao.page(`/runs/${run.id}/messages`);
    assert.equal(form.status, 200, form.html);
    const seen = await lao.submit(`/runs/${run.id}/messages/preview`, typed);
    assert.equal(seen.status, 200, seen.html);
    assert.ok(seen.html.includes('ກະລຸນາສົ່ງລາຍຊື່.\n\nຂອບໃຈ.'));
    assert.ok(seen.html.includes(`http://training.example/runs/${run.id}`));
    assert.equal(server.mails.length, 0);
    const messageId = hidden(seen.html, 'messageId');
    assert.equal(hidden(seen.html, 'subject.lo'), typed['subject.lo']);
    const [first, second] = await Promise.all(
      [1, 2].map(() => lao.submit(`/runs/${run.id}/messages`, { ...typed, messageId })),
    );
    assert.deepEqual([first?.status, second?.status], [303, 303]);
    await app.get(MailDispatch).deliver();
    await app.get(MailDispatch).deliver();
    assert.deepEqual(server.mails.map(({ to, subject }) => `${to} ${subject}`).toSorted(), [
      'lao@moic.example ແຈ້ງການເປີດຮັບ',
      'viet@moic.example Thông báo',
    ]);
    const log = await lao.page(first!.location);
    assert.equal(log.status, 200);
    assert.ok(log.html.includes('ແຈ້ງການເປີດຮັບ') && log.html.includes('l••••@moic.example'));
  });

  it('with a field missing is shown again with what was typed', async () => {
    const run = await openRun(app, { capacity: 10 }, [ministry.id, 3]);
    const page = await lao.submit(`/runs/${run.id}/messages/preview`, { ...typed, 'subject.lo': '', 'subject.vi': '' });
    assert.equal(page.status, 422);
    assert.ok(page.html.includes('Xin gửi danh sách.'));
  });

  it('over the API is previewed by asking, and refused when nobody would read it', async () => {
    const empty = await openRun(app, { capacity: 10 });
    const run = await openRun(app, { capacity: 10 }, [ministry.id, 3]);
    const words = {
      audience: 'quota',
      subject: { lo: '', vi: '', en: 'Open' },
      body: { lo: '', vi: '', en: 'Please.' },
    };
    const before = (await storedMails(app)).length;
    const preview = await vn.post(`/api/v1/runs/${run.id}/messages?preview=true`, words);
    assert.deepEqual([preview.status, preview.body.sent, preview.body.receivers.length], [200, false, 2]);
    assert.equal(preview.body.letters[0].written, 'en');
    assert.equal((await storedMails(app)).length, before);
    const refused = await vn.post(`/api/v1/runs/${empty.id}/messages`, words);
    assert.deepEqual([refused.status, refused.body.code], [409, 'mail.no_receivers']);
    const key = { 'idempotency-key': 'message-1' };
    const sent = [
      await vn.post(`/api/v1/runs/${run.id}/messages`, words, key),
      await vn.post(`/api/v1/runs/${run.id}/messages`, words, key),
    ];
    assert.deepEqual(
      sent.map(({ status, body }) => [status, body.sent]),
      [
        [200, true],
        [200, true],
      ],
    );
    assert.equal((await storedMails(app)).length, before + 2);
  });
});

describe('the log of mails', () => {
  it('offers to send again what is stuck, and says why it is', async () => {
    server.onReceiver = () => ({ code: 550, message: 'lao@moic.example is unknown here' });
    const run = await openRun(app, { capacity: 10 }, [ministry.id, 3]);
    const { status } = await vn.post(`/api/v1/runs/${run.id}/messages`, {
      audience: 'quota',
      subject: { lo: 'ກ', vi: '', en: '' },
      body: { lo: 'ກ', vi: '', en: '' },
    });
    assert.equal(status, 200);
    await app.get(MailDispatch).deliver();
    const { body } = await vn.get(`/api/v1/mails?subjectId=${run.id}&status=given_up`);
    assert.equal(body.total, 2);
    const stuck = body.items.find(({ toAddress }: { toAddress: string }) => toAddress.startsWith('l'));
    assert.ok(stuck.lastError.includes('l••••@moic.example is unknown here'), stuck.lastError);
    const seen = await admin.get(`/api/v1/mails/${stuck.id}`);
    assert.deepEqual([seen.body.toAddress, seen.body.subject, seen.body.text], ['lao@moic.example', null, null]);
    const page = await admin.page(`/mails/${stuck.id}`);
    assert.ok(page.html.includes(`action="/mails/${stuck.id}/resending"`));
    server.onReceiver = () => null;
    assert.equal((await admin.submit(`/mails/${stuck.id}/resending`, {})).status, 303);
    await app.get(MailDispatch).deliver();
    assert.equal((await vn.get(`/api/v1/mails/${stuck.id}`)).body.status, 'sent');
    const again = await vn.post(`/api/v1/mails/${stuck.id}/resending`);
    assert.deepEqual([again.status, again.body.code], [409, 'mail.not_over']);
  });

  it('keeps from Viet Nam what is about somebody it does not see', async () => {
    const run = await openRun(app, { capacity: 10 }, [ministry.id, 3]);
    const story = new Story(app);
    const { id } = await story.submitted(ministry, run);
    await story.notSelect(id, 'no seat');
    await app.get(Outbox).deliver();
    const about = async (client: Client) => (await client.get(`/api/v1/mails?subjectId=${run.id}`)).body.items;
    const [mail] = await about(lao);
    assert.equal(mail.template, 'nominations_moved');
    assert.deepEqual(await about(vn), []);
    assert.equal((await vn.get(`/api/v1/mails/${mail.id}`)).status, 404);
    assert.ok((await about(admin)).every(({ subject }: { subject: null }) => subject === null));
  });

  it('reads in three languages', async () => {
    for (const [language, word] of [
      ['lo', 'ບັນທຶກອີເມວ'],
      ['vi', 'Nhật ký thư điện tử'],
      ['en', 'Mail log'],
    ]) {
      const { html } = await lao.page(`/mails?lang=${language}`);
      assert.ok(html.includes(word!), language);
      assert.ok(!/>mail\.[a-z]/.test(html), language);
    }
  });
});
