import type { INestApplicationContext } from '@nestjs/common';
import { newId } from '#libs/kernel';
import { type Configuration, Database, MailDispatch, type MailOrder, MailsService, openContext } from '#libs/platform';
import type { TestClock } from './clock.js';

/** The ground alone, on a database that is there already. */
export const openPlatform = (configuration: Configuration, clock: TestClock): Promise<INestApplicationContext> =>
  openContext(configuration, { clock });

/** A message of a run to one receiver, with everything that may be different. */
export const anOrder = (more: Partial<MailOrder> = {}): MailOrder => ({
  key: newId(),
  template: 'run_message',
  receiver: { accountId: newId(), name: 'ນາງ ພອນສຸກ ແກ້ວວົງໄຊ', address: 'phonesouk@office.example', language: 'lo' },
  about: { noun: 'run', id: newId() },
  readers: 'both',
  ...more,
  args: {
    subject: 'ກຳນົດສົ່ງລາຍຊື່',
    body: 'ກະລຸນາສົ່ງກ່ອນວັນທີ 20 ມີນາ.',
    course: { lo: 'ການຄຸ້ມຄອງນິຄົມ', vi: 'Quản lý khu công nghiệp', en: 'Parks' },
    run: 'KCN-01/1',
    link: 'http://localhost/runs/1',
    sender: 'IICE',
    ...more.args,
  },
});

type Found = Pick<INestApplicationContext, 'get'>;

export const write = (found: Found, order: MailOrder): Promise<boolean> => found.get(MailsService).write(order);

export const deliver = (found: Found): Promise<void> => found.get(MailDispatch).deliver();

export interface StoredMail {
  id: string;
  status: string;
  attempts: number;
  last_error: string | null;
  message_id: string;
  template: string;
  account_id: string | null;
  to_address: string;
  language: string;
  args: string;
  event_key: string;
}

export const storedMails = (found: Found): Promise<StoredMail[]> =>
  found.get(Database).rows<StoredMail>('SELECT * FROM mail ORDER BY id');
