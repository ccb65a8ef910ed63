import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DomainError, newId } from '#libs/kernel';
import { Database, UnitOfWork } from '#libs/platform';
import { Room } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import { en } from '../support/training.js';

const room = (code: string, more: Partial<Room> = {}): Room => {
  const room = Object.assign(new Room(), { id: newId(), version: 1 });
  room.describe({
    code,
    kind: 'room',
    name: en(code),
    place: en('Vientiane'),
    country: 'LA',
    province: null,
    zone: '',
    capacity: 20,
    hostOrganisationId: null,
    hostName: '',
    hostPhone: '',
  });
  return Object.assign(room, more);
};

describe('many rows of one kind in one statement', () => {
  let app: TestApp;
  let database: Database;
  let unit: UnitOfWork;
  before(async () => {
    app = await startApp();
    database = app.get(Database);
    unit = app.get(UnitOfWork);
  });
  after(() => app.close());

  const insert = (...rows: Room[]) => unit.run(() => database.insertAll(rows));
  const save = (...rows: Room[]) => unit.run(() => database.updateAll(rows));
  const kept = async (...rows: Room[]) => {
    const found = await Promise.all(rows.map(({ id }) => database.read.findOneByOrFail(Room, { id })));
    return found.map(({ code, capacity, province, version }) => [code, capacity, province, version]);
  };

  it('keeps what one of them has and the others lack', async () => {
    const rows = [room('A1', { province: 'LA-SV' }), room('A2')];
    await insert(...rows);
    assert.deepEqual(await kept(...rows), [
      ['A1', 20, 'LA-SV', 1],
      ['A2', 20, null, 1],
    ]);
  });

  it('changes what is the same of all, what differs, and a value to none; each under its own version', async () => {
    const rows = [room('B1', { province: 'LA-SV' }), room('B2', { version: 7 }), room('B3', { province: 'LA-VT' })];
    await insert(...rows);
    for (const [index, one] of rows.entries()) Object.assign(one, { capacity: 30, province: index ? null : 'LA-CH' });
    await save(...rows);
    assert.deepEqual(await kept(...rows), [
      ['B1', 30, 'LA-CH', 2],
      ['B2', 30, null, 8],
      ['B3', 30, null, 2],
    ]);
    assert.deepEqual(
      rows.map(({ version }) => version),
      [2, 8, 2],
    );
  });

  it('changes one alone', async () => {
    const [one, other] = [room('C1'), room('C2')];
    await insert(one, other);
    await save(Object.assign(one, { capacity: 5 }));
    assert.deepEqual(await kept(one, other), [
      ['C1', 5, null, 2],
      ['C2', 20, null, 1],
    ]);
  });

  it('changes none when one has moved on', async () => {
    const rows = [room('D1'), room('D2')];
    await insert(...rows);
    await save(Object.assign(room('D2'), { ...rows[1], capacity: 9 }));
    const refused = save(...rows.map((row) => Object.assign(row, { capacity: 50 })));
    await assert.rejects(refused, DomainError);
    assert.deepEqual(await kept(...rows), [
      ['D1', 20, null, 1],
      ['D2', 9, null, 2],
    ]);
  });
});
