import { coordinators, denied, everyone, gone, type May, moved, ok, type Row, ruled, wrong } from './columns.js';
import type { World } from './world.js';

const api = '/api/v1';

/** A key of the consumer, one that is revoked, and two grants of the restricted output to somebody else. */
export async function giveKeys(world: World): Promise<void> {
  const make = (name: string) => world.does('con', 'post', `${api}/consumer-keys`, { name, scopes: ['rows'] });
  world.name('key', (await make('Dashboard')).id);
  world.name('lost_key', (await make('Lost')).id);
  await world.does('con', 'post', `${api}/consumer-keys/:lost_key/revocation`);
  const grant = async (name: string) => {
    const fields = { accountId: world.id('account_of_else'), reason: 'needs it' };
    world.name(name, (await world.does('lao', 'post', `${api}/outputs/:restricted/grants`, fields)).id);
  };
  await grant('grant');
  await world.does('vn', 'post', `${api}/outputs/:restricted/grants/:grant/revocation`);
  await grant('live_grant');
}

const consumer = (status: number): May => ({ con: status });
const granters = (status: number): May => coordinators(status);

const reason = { reason: 'needs it' };

export const consumerRows: Row[] = [
  ['GET', `${api}/consumer-keys`, consumer(ok)],
  ['POST', `${api}/consumer-keys`, consumer(wrong), { body: { name: '', scopes: ['rows'] } }],
  ['GET', `${api}/consumer-keys/:key`, consumer(ok)],
  ['GET', `${api}/consumer-keys/:key/usage`, consumer(ok)],
  ['POST', `${api}/consumer-keys/:lost_key/revocation`, consumer(ok)],
  ['GET', '/me/keys', consumer(ok)],
  ['POST', '/me/keys', consumer(wrong), { body: { name: '' } }],
  ['GET', '/me/keys/:key', consumer(ok)],
  ['POST', '/me/keys/:lost_key/revocation', consumer(moved)],
  ['GET', `${api}/outputs/:restricted/grants`, granters(ok)],
  ['GET', `${api}/outputs/:restricted/grants/:grant`, granters(ok)],
  [
    'POST',
    `${api}/outputs/:public/grants`,
    granters(ruled),
    (id) => ({ body: { accountId: id('account_of_else'), ...reason } }),
  ],
  ['POST', `${api}/outputs/:restricted/grants/:grant/revocation`, granters(ok)],
  ['GET', '/outputs/:restricted/grants', granters(ok)],
  [
    'POST',
    '/outputs/:public/grants',
    granters(ruled),
    (id) => ({ body: { receiver: `account:${id('account_of_else')}`, ...reason } }),
  ],
  ['POST', '/outputs/:restricted/grants/:grant/revocation', granters(moved)],
];

const rows = ['tables', 'rows', 'rows.csv', 'rows.xlsx', 'aggregate', 'statistics'];
const partners: May = { ...everyone(ok), adm: gone, pub: gone };
const restricted: May = { ...everyone(gone), ...coordinators(ok), laoChair: ok, vnChair: ok, aud: ok };
const readers: May = {
  ...coordinators(ok),
  laoChair: ok,
  vnChair: ok,
  aud: ok,
  ins: ok,
  ins2: gone,
  trn: ok,
  trn2: gone,
  con: denied,
};

export const rowRows: Row[] = [
  ...(
    [
      ['public', everyone(ok)],
      ['partners', partners],
      ['restricted', restricted],
      ['accepted', everyone(gone)],
    ] as const
  ).flatMap(([name, may]) => rows.map((what): Row => ['GET', `${api}/shared-database/outputs/:${name}/${what}`, may])),
  ['GET', `${api}/outputs/:drafted/tables/:table_of_drafted/rows`, readers],
  // Another output's table is not had through one's own.
  [
    'GET',
    `${api}/outputs/:drafted/tables/:table_of_drafted2/rows`,
    Object.fromEntries(Object.entries(readers).map(([column, status]) => [column, status === denied ? denied : gone])),
  ],
];
