import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type INestApplicationContext, Logger } from '@nestjs/common';
import { DomainError, languages, newId } from '#libs/kernel';
import { type Configuration, MailLog, MailsService, mailQuery, UnitOfWork } from '#libs/platform';
import { TestClock } from '../support/clock.js';
import { MailServer } from '../support/mail-server.js';
import { anOrder, deliver, openPlatform, storedMails, write } from '../support/mails.js';
import { testConfiguration } from '../support/platform.js';
import { startProgramme } from '../support/programme.js';
import { statementsOf } from '../support/statements.js';
import { actorOf } from '../support/training.js';

Logger.overrideLogger(false);

const server = new MailServer();
let configuration: Configuration;
let drop: () => Promise<void>;
let house: INestApplicationContext;
const clock = new TestClock();
const minutes = (count: number) => clock.advance(count * 60_000);
const admin = actorOf('admin');

before(() => server.up());
after(() => server.down());

beforeEach(async () => {
  ({ configuration, drop } = await testConfiguration({
    SMTP_URL: server.url,
    MAIL_FROM: 'ມິດຕະພາບ <no-reply@house.example>',
  }));
  house = await openPlatform(configuration, clock);
  server.mails.length = 0;
  server.received = 0;
  answerEverything();
});
afterEach(async () => {
  await house.close();
  await drop();
});

function answerEverything(): void {
  server.onConnection = () => null;
  server.onReceiver = () => null;
  server.onMail = () => null;
}

const only = async () => {
  const [mail, ...more] = await storedMails(house);
  assert.equal(more.length, 0);
  return mail!;
};

/** Tries as often as there are pauses in a day. */
async function aDayLater(): Promise<void> {
  for (let hour = 0; hour < 24; hour += 1) {
    minutes(60);
    await deliver(house);
  }
}

describe('a mail', () => {
  it('is sent once the unit that wrote it has committed, and once only', async () => {
    const order = anOrder();
    assert.equal(await write(house, order), true);
    assert.equal(await write(house, order), false);
    await deliver(house);
    await aDayLater();
    assert.equal(server.received, 1);
    assert.equal((await only()).status, 'sent');
  });

  it('is never sent of a unit that failed', async () => {
    const failing = house.get(UnitOfWork).run(async () => {
      await write(house, anOrder());
      throw new DomainError('conflict', 'busy');
    });
    await assert.rejects(failing);
    await deliver(house);
    assert.equal(server.received, 0);
    assert.deepEqual(await storedMails(house), []);
  });

  it('arrives as it was written, to the letter, in every script', async () => {
    const subject =
      'ແຈ້ງການກ່ຽວກັບກຳນົດເວລາສົ່ງລາຍຊື່ຜູ້ເຂົ້າຝຶກອົບຮົມ ນ້ຳໃສ ໝູ່ບ້ານ ຫຼວງພະບາງ – Thông báo hạn gửi danh sách học viên: Đặng Thị Phượng';
    const body = 'ສະບາຍດີ,\n\nກະລຸນາສົ່ງ <b>ລາຍຊື່</b> & ເອກະສານ "ທັງໝົດ".\nXin gửi trước ngày 20.\n\n• ໜຶ່ງ\n• hai';
    await write(house, anOrder({ args: { subject: subject.normalize('NFD'), body } }));
    await deliver(house);
    const [mail] = server.mails;
    assert.equal(mail?.subject, subject.normalize('NFC'));
    assert.equal(mail.text.normalize('NFC'), mail.text);
    assert.ok(mail.text.includes(body), mail.text);
    assert.ok(mail.html.includes('&lt;b&gt;ລາຍຊື່&lt;/b&gt; &amp; ເອກະສານ'));
    assert.ok(mail.html.includes('<ul>\n<li>ໜຶ່ງ</li>\n<li>hai</li>\n</ul>'));
    assert.ok(mail.html.includes('line-height: 1.8') && mail.html.includes('<html lang="lo">'));
    assert.ok(mail.html.includes('<a href="http://localhost/runs/1">http://localhost/runs/1</a>'));
    const header = (name: string) => mail.headers.get(name);
    assert.deepEqual(header('from'), ['ມິດຕະພາບ <no-reply@house.example>']);
    assert.deepEqual(header('to'), ['ນາງ ພອນສຸກ ແກ້ວວົງໄຊ <phonesouk@office.example>']);
    assert.deepEqual(header('auto-submitted'), ['auto-generated']);
    assert.deepEqual(header('content-language'), ['lo']);
    assert.deepEqual(header('message-id'), [(await only()).message_id]);
    assert.ok(mail.raw.split('\r\n').every((line) => line.length <= 998 && /^[\x20-\x7e\t]*$/.test(line)));
  });

  it('speaks the language of its receiver', async () => {
    for (const language of languages) {
      const { receiver } = anOrder();
      await write(house, anOrder({ receiver: { ...receiver, accountId: newId(), language } }));
    }
    await deliver(house);
    const greetings = server.mails.map(({ text }) => text.split(' ')[0]);
    assert.deepEqual(greetings.toSorted(), ['Dear', 'Kính', 'ຮຽນ']);
    for (const { text } of server.mails) assert.ok(!/mail\.[a-z]/.test(text), text);
  });

  it('cannot be given another header or another receiver', async () => {
    const { receiver } = anOrder();
    await write(
      house,
      anOrder({
        args: {
          subject: 'Hello\r\nBcc: thief@else.example\r\n\r\nbody',
          body: '.\r\nMAIL FROM:<thief@else.example>\r\n',
        },
        receiver: { ...receiver, name: 'Name\r\nBcc: thief@else.example\u2028"<thief@else.example>' },
      }),
    );
    for (const address of [
      'a@b.example>\r\nRCPT TO:<thief@else.example',
      'a@b.example,thief@else.example',
      'a b@c.example',
    ])
      await write(house, anOrder({ receiver: { ...receiver, address } }));
    await deliver(house);
    const [mail] = server.mails;
    assert.equal(server.received, 1);
    assert.deepEqual(mail?.to, ['phonesouk@office.example']);
    assert.equal(mail.headers.has('bcc'), false);
    assert.equal(mail.headers.get('to')?.length, 1);
    const refused = (await storedMails(house)).filter(({ status }) => status === 'given_up');
    assert.equal(refused.length, 3);
  });
});

describe('a mail server', () => {
  it('that is down loses nothing and gets nothing twice when it is up', async () => {
    await server.down();
    for (let count = 0; count < 25; count += 1) await write(house, anOrder());
    for (let round = 0; round < 5; round += 1) {
      await deliver(house);
      minutes(2);
    }
    const waiting = await storedMails(house);
    assert.ok(waiting.every(({ status }) => status === 'waiting'));
    // It is asked by one mail at a time, not by all of them.
    assert.equal(waiting.filter(({ attempts }) => attempts > 0).length <= 5, true);
    await server.up();
    await aDayLater();
    assert.equal(server.received, 25);
    assert.equal(new Set(server.mails.map(({ headers }) => headers.get('message-id')?.[0])).size, 25);
    assert.ok((await storedMails(house)).every(({ status, last_error }) => status === 'sent' && last_error === null));
  });

  it('that says later is asked later, with the same message id', async () => {
    let times = 0;
    const ids: string[] = [];
    server.onReceiver = () => (++times < 3 ? { code: 451, message: 'greylisted' } : null);
    await write(house, anOrder());
    await deliver(house);
    ids.push((await only()).message_id);
    assert.equal((await only()).status, 'waiting');
    assert.match((await only()).last_error ?? '', /greylisted/);
    await deliver(house);
    assert.equal(times, 1, 'not before the pause is over');
    minutes(1);
    await deliver(house);
    minutes(2);
    await deliver(house);
    assert.equal((await only()).status, 'sent');
    assert.deepEqual(server.mails[0]?.headers.get('message-id'), ids);
  });

  it('that says no is believed, and does not hold up the others', async () => {
    server.onReceiver = (address) => (address.startsWith('nobody') ? { code: 550, message: 'no such mailbox' } : null);
    const { receiver } = anOrder();
    await write(house, anOrder({ receiver: { ...receiver, address: 'nobody@office.example' } }));
    await write(house, anOrder());
    await deliver(house);
    await aDayLater();
    const statuses = (await storedMails(house)).map(({ status, attempts }) => `${status} ${attempts}`);
    assert.deepEqual(statuses, ['given_up 1', 'sent 1']);
    assert.match((await storedMails(house))[0]?.last_error ?? '', /no such mailbox/);
  });

  it('that stays away for days, or does not know our password, loses nothing: everything goes once that is mended', async () => {
    await server.down();
    for (let count = 0; count < 3; count += 1) await write(house, anOrder());
    for (let day = 0; day < 8; day += 1) await aDayLater();
    assert.ok((await storedMails(house)).every(({ status, attempts }) => status === 'waiting' && attempts > 5));
    // The first thing it says when it is up again is that it would rather have it later.
    let times = 0;
    server.onReceiver = () => (++times <= 3 ? { code: 451, message: 'greylisted' } : null);
    await server.up();
    await aDayLater();
    assert.ok(times > 3);
    assert.ok((await storedMails(house)).every(({ status }) => status === 'sent'));
    assert.equal(server.received, 3);
  });

  it('that puts off a mail for days has it given up in the end, and tried again on a word', async () => {
    server.onReceiver = () => ({ code: 452, message: 'mailbox full' });
    const weekLater = new Date(clock.now().getTime() + 7 * 24 * 3_600_000);
    await write(house, anOrder({ dueAt: weekLater }));
    clock.set(weekLater.toISOString());
    await deliver(house);
    for (let day = 0; day < 5; day += 1) {
      assert.equal((await only()).status, 'waiting', `day ${day}`);
      await aDayLater();
    }
    await aDayLater();
    assert.equal((await only()).status, 'given_up');
    server.onReceiver = () => null;
    const { id } = await only();
    await house.get(MailLog).sendAgain(admin, id);
    await deliver(house);
    assert.equal((await only()).status, 'sent');
    await assert.rejects(house.get(MailLog).sendAgain(admin, id), { code: 'mail.not_over' });
  });

  it('that hangs up after the whole mail leaves it in doubt, never sent again by itself', async () => {
    server.onMail = () => 'hang up';
    await write(house, anOrder());
    await deliver(house);
    assert.equal((await only()).status, 'in_doubt');
    await aDayLater();
    assert.equal(server.received, 1);
    server.onMail = () => null;
    await house.get(MailLog).sendAgain(admin, (await only()).id);
    await deliver(house);
    assert.equal(server.received, 2);
    assert.equal((await only()).status, 'sent');
  });

  it('that offers no TLS is never told the password', async () => {
    const url = server.url.replace('//', '//mailer:secret@');
    const careful = await openPlatform({ ...configuration, smtpUrl: url }, clock);
    await write(careful, anOrder());
    await deliver(careful);
    const mail = await only();
    assert.deepEqual([mail.status, server.received], ['waiting', 0]);
    assert.ok(!mail.last_error?.includes('secret'), mail.last_error ?? '');
    await careful.close();
  });

  it('that is not there at all is said of the mail', async () => {
    const without = await openPlatform({ ...configuration, smtpUrl: null }, clock);
    await write(without, anOrder());
    await deliver(without);
    assert.equal((await only()).status, 'not_configured');
    await without.close();
  });
});

describe('a programme that ends while the mail server never answers', () => {
  /** Ends so many milliseconds after the mail was written; answers how long that took. */
  async function endAfter(milliseconds: number): Promise<number> {
    const ending = await openPlatform(configuration, clock);
    await write(ending, anOrder());
    if (milliseconds > 0) await pause(milliseconds);
    const began = performance.now();
    await ending.close();
    return performance.now() - began;
  }

  const silences: [string, () => void][] = [
    ['not even to the connection', () => (server.onConnection = () => 'be silent')],
    ['once it knows the receiver', () => (server.onReceiver = () => 'be silent')],
  ];
  for (const [name, fallSilent] of silences)
    it(`ends at once, loses no mail and sends none twice: ${name}`, async () => {
      // From before the mail is claimed to the middle of the talk.
      const moments = [0, 1, 2, 3, 5, 8, 13, 21, 34, 250];
      fallSilent();
      for (const moment of moments) {
        const took = await endAfter(moment);
        assert.ok(took < 3000, `${took} ms at the end after ${moment} ms`);
      }
      server.hangUp();
      assert.ok((await storedMails(house)).every(({ status }) => status === 'waiting'));
      answerEverything();
      await aDayLater();
      assert.equal(server.received, moments.length);
      assert.ok((await storedMails(house)).every(({ status }) => status === 'sent'));
    });

  it('waits a moment for the answer to the whole mail, then leaves it in doubt', async () => {
    server.onMail = () => 'be silent';
    const took = await endAfter(300);
    assert.ok(took < 8000, `${took} ms`);
    server.hangUp();
    assert.equal((await only()).status, 'in_doubt');
    answerEverything();
    await aDayLater();
    assert.equal(server.received, 1);
  });
});

describe('a programme that is killed while the mail server has the mail', () => {
  it('leaves it in doubt: not lost, and not sent twice in silence', async () => {
    server.onMail = () => 'be silent';
    const due = new Date(clock.now().getTime() + 3_600_000);
    await write(house, anOrder({ dueAt: due }));
    await house.close();
    const { databaseUrl, dataDir, secretKey, identityKey, publicUrl } = configuration;
    const programme = startProgramme(['dist/test/support/killed-while-mailing.js', due.toISOString()], {
      NODE_ENV: 'test',
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      SECRET_KEY: secretKey,
      IDENTITY_KEY: identityKey,
      PUBLIC_URL: publicUrl,
      SMTP_URL: server.url,
    });
    const ended = once(programme.process, 'exit');
    for (let wait = 0; server.received === 0 && wait < 1000; wait += 1) await pause(10);
    programme.process.kill('SIGKILL');
    await ended;
    assert.equal(server.received, 1, programme.output());
    server.hangUp();
    server.onMail = () => null;
    const later = new TestClock();
    later.set(due.toISOString());
    house = await openPlatform(configuration, later);
    await deliver(house);
    assert.equal((await only()).status, 'sending', 'somebody may still be at it');
    later.advance(11 * 60_000);
    await deliver(house);
    later.advance(24 * 3_600_000);
    await deliver(house);
    assert.equal((await only()).status, 'in_doubt');
    assert.equal(server.received, 1);
    await house.get(MailLog).sendAgain(admin, (await only()).id);
    await deliver(house);
    assert.equal((await only()).status, 'sent');
    assert.equal(server.mails.length, 1);
  });
});

describe('two programmes on one database', () => {
  it('send each mail once', async () => {
    const other = await openPlatform(configuration, clock);
    for (let count = 0; count < 30; count += 1) await write(house, anOrder());
    await Promise.all([deliver(house), deliver(other)]);
    await Promise.all([deliver(house), deliver(other)]);
    assert.equal(server.received, 30);
    const mails = await storedMails(house);
    assert.ok(mails.every(({ status, attempts }) => status === 'sent' && attempts === 1));
    await other.close();
  });

  it('write the same news once', async () => {
    const other = await openPlatform(configuration, clock);
    const order = anOrder();
    const written = await Promise.all([house, other, house, other].map((one) => write(one, order)));
    assert.deepEqual(written.filter(Boolean), [true]);
    await other.close();
  });

  it('gather every line once into one mail', async () => {
    const other = await openPlatform(configuration, clock);
    const order = anOrder({ dueAt: new Date(clock.now().getTime() + 60_000) });
    const items = Array.from({ length: 8 }, () => ({ id: newId() }));
    await Promise.all(
      [...items, ...items].map((item, index) => (index % 2 ? house : other).get(MailsService).gather(order, item)),
    );
    const gathered = JSON.parse((await only()).args).items as { id: string }[];
    assert.deepEqual(gathered.map(({ id }) => id).toSorted(), items.map(({ id }) => id).toSorted());
    await deliver(house);
    assert.equal(server.received, 0);
    minutes(1);
    await deliver(house);
    await house.get(MailsService).gather(order, items[0]!);
    await house.get(MailsService).gather(order, { id: newId() });
    assert.equal((await storedMails(house)).length, 2);
    await other.close();
  });
});

describe('the log of mails', () => {
  it('shows each what concerns them, and the admin that it went', async () => {
    await write(house, anOrder({ readers: 'both' }));
    await write(house, anOrder({ readers: 'lao' }));
    await write(house, anOrder({ readers: 'none' }));
    const seenBy = async (role: 'lao_coordinator' | 'vn_coordinator' | 'admin') => {
      const { items, total } = await house.get(MailLog).list(actorOf(role), mailQuery.parse({}));
      return [total, ...items.map(({ letter }) => letter !== null)];
    };
    assert.deepEqual(await seenBy('lao_coordinator'), [2, true, true]);
    assert.deepEqual(await seenBy('vn_coordinator'), [1, true]);
    assert.deepEqual(await seenBy('admin'), [3, false, false, false]);
    await assert.rejects(house.get(MailLog).list(actorOf('nominator'), mailQuery.parse({})), {
      kind: 'forbidden',
    });
  });

  it('is read in as many statements, long or short, the last written first', async () => {
    const written: string[] = [];
    const writeMore = async (count: number) => {
      for (let number = 0; number < count; number += 1) {
        minutes(1);
        const order = anOrder();
        await write(house, order);
        written.unshift(`${order.key}:${order.receiver.accountId}`);
      }
      await deliver(house);
    };
    const read = () => house.get(MailLog).list(admin, mailQuery.parse({}));
    await writeMore(2);
    const few = await statementsOf(house, read);
    await writeMore(10);
    assert.equal(await statementsOf(house, read), few);
    assert.deepEqual(
      (await read()).items.map(({ mail }) => mail.eventKey),
      written,
    );
  });
});
