import { Database, MailDispatch, UnitOfWork } from '#libs/platform';
import { coordinators, gone, type May, moved, ok, type Row, ruled, wrong } from './columns.js';
import type { World } from './world.js';

const house: May = { ...coordinators(ok), adm: ok };

const message = {
  'subject.en': 'The call is open',
  'body.en': 'Please nominate.',
  audience: 'quota',
};
const typed = { audience: 'quota', subject: { lo: '', vi: '', en: 'Open' }, body: { lo: '', vi: '', en: 'Please.' } };

export const mailRows: Row[] = [
  ['GET', '/api/v1/mails', house],
  ['GET', '/mails', house],
  ['GET', '/api/v1/mails/:mail', house],
  ['GET', '/mails/:mail', house],
  // About somebody whom Viet Nam does not see yet.
  ['GET', '/api/v1/mails/:lao_mail', { ...house, vn: gone }],
  ['GET', '/mails/:lao_mail', { ...house, vn: gone }],
  ['POST', '/api/v1/mails/:lao_mail/resending', { lao: ruled, vn: gone, adm: ruled }],
  // It has gone.
  ['POST', '/api/v1/mails/:mail/resending', { ...coordinators(ruled), adm: ruled }],
  ['POST', '/mails/:mail/resending', { ...coordinators(ruled), adm: ruled }],

  ['GET', '/runs/:open/messages', coordinators(ok)],
  ['POST', '/runs/:open/messages/preview', coordinators(ok), { body: message }],
  ['POST', '/runs/:open/messages', coordinators(wrong), { body: message }],
  ['POST', '/api/v1/runs/:open/messages?preview=true', coordinators(ok), { body: typed }],
  ['POST', '/api/v1/runs/:nobody/messages?preview=true', coordinators(gone), { body: typed }],
  ['POST', '/api/v1/runs/:open/messages', coordinators(ok), { body: typed, only: ['nom', 'lao', 'adm', 'pub'] }],
  ['POST', '/runs/:open/messages', coordinators(moved), (id) => ({ body: { ...message, messageId: id('nobody') } })],
];

/** One mail for both sides that has gone, one for Laos alone that has too, and one without a mail server. */
export async function nameMails(world: World): Promise<void> {
  await world.does('vn', 'post', '/api/v1/runs/:open/messages', typed);
  await world.settle();
  await world.app.get(MailDispatch).deliver();
  const idsOf = async (column: 'lao' | 'vn', subject: string): Promise<string[]> => {
    const { items } = await world.get(column, `/api/v1/mails?pageSize=200&subjectId=:${subject}`);
    return items.map(({ id }: { id: string }) => id);
  };
  const both = await idsOf('vn', 'open');
  const [mail = '', stuck = ''] = both;
  const [laoMail = ''] = (await idsOf('lao', 'open')).filter((id) => !both.includes(id));
  for (const [name, id] of Object.entries({ mail, stuck, lao_mail: laoMail })) world.name(name, id);
  const database = world.app.get(Database);
  await world.app.get(UnitOfWork).run(async () => {
    await database.change("UPDATE mail SET status = 'sent' WHERE id IN (?, ?)", [mail, laoMail]);
    await database.change("UPDATE mail SET status = 'given_up' WHERE id = ?", [stuck]);
  });
}
