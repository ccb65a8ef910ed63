import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Database, UnitOfWork } from '#libs/platform';
import type { Client, Reply } from '../support/client.js';
import { buildWorld, nominees, type World } from './access/world.js';

const api = '/api/v1';
const { anong, khamla } = nominees;

/** What the nominator of one ministry tries in order to learn of the people of another. */
describe('a nominator of another ministry', () => {
  let world: World;
  let spy: Client;
  /** Somebody of the other ministry, whom the spy claims to know by name and birth date, in words of their own. */
  let claimed: Reply;
  before(async () => {
    world = await buildWorld();
    spy = world.clients.nom2;
    claimed = await spy.post(`${api}/people`, { ...whoIs(anong), fullNameLatin: 'Ahnong', sex: 'male' });
  });
  after(() => world?.app.close());

  const at = (address: string) => `${api}${world.addressOf(address)}`;
  const total = async (address: string): Promise<number> => {
    const { status, body } = await spy.get(at(address));
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body.items.length, body.total, address);
    return body.total;
  };

  it('reads their own words of whom they claim to know, and nothing of the record', async () => {
    assert.equal(claimed.status, 201);
    assert.equal(claimed.body.id, world.id('anong'), 'one human is one person');
    const { fullNameLatin, sex, phone, email, identityNumber, shown } = claimed.body;
    assert.deepEqual(
      { fullNameLatin, sex, phone, email, identityNumber, shown },
      { fullNameLatin: 'Ahnong', sex: 'male', phone: '', email: '', identityNumber: null, shown: 'own_words' },
    );
    assert.equal((await spy.get(at('/people/:anong/identity-number'))).status, 403);
    assert.equal((await spy.patch(at('/people/:anong'), { phone: '020 555' }, { 'if-match': '"1"' })).status, 403);
    const { html } = await spy.page(world.addressOf('/people/:anong'));
    for (const secret of [anong.fullNameLatin, anong.phone, anong.email, anong.identityNumber.slice(-4)])
      assert.ok(!html.includes(secret), secret);
  });

  it('gets at no certificate by claiming to know its holder', async () => {
    const { body } = await spy.get(at('/certificates'));
    assert.deepEqual(
      body.items.map(({ id }: { id: string }) => world.nameOf(id)),
      ['attestation_of_vilay', 'certificate_of_vilay'],
    );
    for (const address of ['/certificates/:certificate_of_anong', '/certificates/:certificate_of_anong/document.pdf']) {
      assert.equal((await spy.get(at(address))).status, 404, address);
      assert.equal((await spy.page(world.addressOf(address))).status, 404, address);
    }
  });

  it('reads no record through an office of theirs that never heard of the person', async () => {
    const office = {
      code: 'OFFICE',
      kind: 'department',
      country: 'LA',
      parentId: world.id('transport'),
      name: { lo: 'ກົມ', vi: 'Cục', en: 'Office' },
      validFrom: '2020-01-01',
    };
    const { body: below } = await world.clients.adm.post(at('/organisations'), office);
    const nominated = await spy.post(at('/runs/:open/nominations'), {
      personId: world.id('anong'),
      organisationId: below.id,
    });
    assert.equal(nominated.status, 201, JSON.stringify(nominated.body));
    const { fullNameLatin, sex, position } = nominated.body;
    assert.deepEqual([fullNameLatin, sex, position.en], ['Ahnong', 'male', '']);
    const inOffice = await world.app.as('nominator', { organisationId: below.id });
    const { body: card } = await inOffice.get(at('/people/:anong'));
    assert.deepEqual([card.shown, card.fullNameLatin], ['own_words', 'Ahnong']);
    // Nor is the ministry told more when Laos nominates in its name somebody it has never sent.
    const onBehalf = await world.clients.lao.post(at('/runs/:open/nominations'), {
      personId: world.id('vilay'),
      organisationId: world.id('industry'),
    });
    assert.equal(onBehalf.status, 201, JSON.stringify(onBehalf.body));
    const { body: told } = await world.clients.nom.get(at('/people/:vilay'));
    assert.deepEqual([told.shown, told.birthDate, told.phone, told.identityNumber], ['own_words', null, '', null]);
  });

  it('cannot spell out by searching what the record of another ministry says', async () => {
    for (const list of ['/people', '/nominations', '/runs/:held/enrolments']) {
      assert.equal(await total(`${list}?q=keomany`), 0, list);
      assert.equal(await total(`${list}?q=phomma`), 0, list);
    }
    assert.equal(await total('/people?similarTo=keomany%20anong'), 0);
    assert.equal(await total('/people?sex=female&q=ahnong'), 0);
    assert.equal(await total('/people?q=ahnong'), 1, 'by their own words it is found');
    assert.equal(await total('/people?similarTo=ahnong'), 1);
    assert.equal((await world.clients.nom.get(at('/people?q=keomany'))).body.total, 1, 'and by the record at home');
    for (const page of ['/people?q=keomany', '/nominations?q=keomany', '/runs/:open/nominations?q=phomma']) {
      const { html } = await spy.page(world.addressOf(page));
      assert.ok(!html.includes(anong.fullNameLatin) && !html.includes(khamla.fullName), page);
    }
  });

  it('finds nothing by the ids of others', async () => {
    for (const list of [
      '/people?organisationId=:industry',
      '/accounts?organisationId=:industry',
      '/nominations?organisationId=:industry',
      '/nominations?personId=:khamla',
      '/nominations?status=selected',
      '/runs/:held/enrolments?organisationId=:industry',
      '/certificates?organisationId=:industry',
    ])
      assert.equal(await total(list), 0, list);
    assert.equal((await spy.get(at('/nominations?waiting=me'))).body.items.every(isOfTransport), true);
  });

  const isOfTransport = ({ organisationId }: { organisationId: string }) => organisationId !== world.id('industry');

  it('cannot go behind a cursor into what is not theirs', async () => {
    const foreign = await spy.get(at('/nominations?after=:khamla_in_open'));
    const unknown = await spy.get(at('/nominations?after=:nobody'));
    assert.deepEqual([foreign.status, foreign.body.code], [400, 'list.cursor_malformed']);
    assert.deepEqual(foreign.body, unknown.body);
    const [somebody, nobody] = [await spy.get(at('/people?after=:khamla')), await spy.get(at('/people?after=:nobody'))];
    assert.deepEqual([somebody.status, somebody.body.code], [400, 'list.cursor_malformed']);
    assert.deepEqual(somebody.body, nobody.body);
    const { body: first } = await spy.get(at('/people?pageSize=1'));
    const { body: rest } = await spy.get(at(`/people?after=${first.next}&pageSize=200`));
    const found = [...first.items, ...rest.items].map(({ id }: { id: string }) => world.nameOf(id)).toSorted();
    assert.deepEqual(found, ['anong', 'noy', 'tick', 'vilay']);
  });

  it('is told of what is not theirs exactly what is told of what does not exist', async () => {
    const steps: [method: 'get' | 'post' | 'patch', address: string, body?: object][] = [
      ['get', '/people/:khamla'],
      ['get', '/people/:khamla/identity-number'],
      ['patch', '/people/:khamla', { phone: '020 555' }],
      ['get', '/accounts/:account_of_nom'],
      ['get', '/nominations/:khamla_in_open'],
      ['get', '/nominations/:khamla_in_open/history'],
      ['patch', '/nominations/:deng_in_open', { rank: 2 }],
      ['post', '/nominations/:deng_in_open/submission'],
      ['post', '/nominations/:khamla_in_open/withdrawal', { reason: 'ill' }],
      ['post', '/nominations/:anong_in_held/substitution', { reason: 'ill', personId: claimed.body.id }],
      ['get', '/certificates/:certificate_of_anong'],
      ['get', '/certificates/:certificate_of_anong/document.pdf'],
      ['get', '/sessions/:june'],
      ['get', '/runs/:planned'],
      ['get', '/runs/:planned/nominations'],
      ['get', '/jobs/:job'],
      ['get', '/shared-database/outputs/:restricted'],
      ['get', '/shared-database/outputs/:accepted'],
    ];
    for (const [method, address, body] of steps) {
      const send = (url: string) =>
        method === 'get' ? spy.get(url) : spy[method](url, body ?? {}, method === 'patch' ? { 'if-match': '"1"' } : {});
      const foreign = await send(at(address));
      const unknown = await send(at(address.replace(/:\w+/, ':nobody')));
      assert.equal(foreign.status, 404, address);
      assert.deepEqual(foreign.body, unknown.body, address);
      assert.equal(foreign.headers.etag, undefined, address);
    }
  });

  it('is refused by rule without a word of who stands in the way', async () => {
    const rival = await spy.post(at('/runs/:open/nominations'), { person: { ...whoIs(khamla), sex: 'female' } });
    assert.deepEqual([rival.status, rival.body.code, rival.body.args], [409, 'nomination.already_nominated', {}]);
    const number = await spy.post(`${api}/people`, {
      fullName: 'ຄົນ ອື່ນ',
      birthDate: '1960-01-01',
      sex: 'male',
      identityNumber: khamla.identityNumber,
    });
    assert.deepEqual([number.status, number.body.errors[0].code], [422, 'person.number_of_another']);
    for (const { raw } of [rival, number])
      for (const secret of [khamla.fullName, khamla.fullNameLatin, khamla.birthDate, 'Industry'])
        assert.ok(!raw.toString().includes(secret), secret);
    // What was refused left nothing behind by which the person would now be known.
    assert.equal((await spy.get(at('/people/:khamla'))).status, 404);
  });

  it('gets by the key of somebody else an answer of their own', async () => {
    const details = { ...whoIs(nominees.deng), sex: 'female' };
    const key = { 'idempotency-key': 'the-same-key' };
    const home = await world.clients.nom.post(`${api}/people`, details, key);
    const abroad = await spy.post(`${api}/people`, details, key);
    assert.deepEqual([home.body.shown, abroad.body.shown], ['record', 'own_words']);
    assert.equal(abroad.body.email, '');
    const other = await spy.post(`${api}/people`, { ...details, sex: 'male' }, key);
    assert.deepEqual([other.status, other.body.code], [409, 'idempotency.other_request']);
  });

  it('cannot have another site put a form into the hands of somebody who signs in', async () => {
    const sent = (origin: string) =>
      world.app.nest.inject({
        method: 'POST',
        url: '/people',
        headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost', origin },
        payload: 'fullName=Planted&sex=male&birthDate=1990-01-01',
      });
    const own = await sent('http://localhost');
    assert.equal(own.statusCode, 401);
    assert.match(own.payload, /name="resume" value="[^"]{40,}"/, 'a form of ours is kept');
    const foreign = await sent('https://elsewhere.example');
    assert.equal(foreign.statusCode, 403);
    assert.doesNotMatch(foreign.payload, /name="resume"/);
  });

  it('is not told, and no teacher of other runs is, how full a timetable is', async () => {
    const figure = '8 of 8 units';
    const overview = async (column: 'ins' | 'ins2' | 'nom2') =>
      (await world.clients[column].page(`${world.addressOf('/runs/:held')}?lang=en`)).html.includes(figure);
    assert.deepEqual([await overview('ins'), await overview('ins2'), await overview('nom2')], [true, false, false]);
  });

  it('counts and exports of the shared database what the reader may open, like everybody', async () => {
    const levels = { pub: 1, adm: 1, con: 2, nom: 2, trn: 2, lao: 3, aud: 3 } as const;
    for (const [column, count] of Object.entries(levels) as [keyof typeof levels, number][]) {
      const client = world.clients[column];
      const { body: facets } = await client.get(`${api}/shared-database/outputs/facets`);
      assert.deepEqual([column, facets.kind], [column, [{ value: 'practical_report', count }]]);
      const csv = (await client.get(`${api}/shared-database/outputs.csv`)).raw.toString();
      assert.equal(csv.trim().split('\r\n').length, count + 1, column);
      const { body: found } = await client.get(`${api}/shared-database/outputs?q=title-restricted`);
      assert.equal(found.total, count === 3 ? 1 : 0, column);
    }
  });

  it('sees nothing, never everything, when the account has lost its organisation', async () => {
    const database = world.app.get(Database);
    const id = spy.accountId;
    await world.app
      .get(UnitOfWork)
      .run(() => database.change('UPDATE account SET organisation_id = NULL WHERE id = ?', [id]));
    for (const list of ['people', 'accounts', 'nominations', 'certificates'])
      assert.equal((await spy.get(`${api}/${list}`)).body.total, 0, list);
    const { body: run } = await spy.get(at('/runs/:held/quotas'));
    assert.deepEqual(run.items, []);
  });
});

const whoIs = ({ fullName, birthDate }: { fullName: string; birthDate: string }) => ({ fullName, birthDate });
