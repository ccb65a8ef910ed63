import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Actor, operatorActor, searchKey } from '#libs/kernel';
import { type Organisation, PeopleModule, PeopleService, peopleEntities, personQuery } from '#libs/people';
import { containing, Database } from '#libs/platform';
import { anActor, anOrganisation, personDetails } from '../support/people.js';
import { startContext, type TestContext } from '../support/platform.js';
import { differentSpellings, sameSpellings, searches } from '../support/spellings.js';

let context: TestContext;
let people: PeopleService;
let office: Organisation;
let iice: Actor;
before(async () => {
  context = await startContext([PeopleModule], peopleEntities);
  people = context.get(PeopleService);
  office = await anOrganisation(context);
  iice = await anActor(context, 'lao_coordinator');
});
after(() => context.close());

let born = 0;
/** A birth date of its own for each pair: the name alone decides. */
const birthDate = (): string => {
  born += 1;
  return `${1920 + Math.floor(born / 336)}-${String(1 + Math.floor((born % 336) / 28)).padStart(2, '0')}-${String(1 + (born % 28)).padStart(2, '0')}`;
};
const named = async (fullName: string, date: string): Promise<string> =>
  (await people.identify(operatorActor, office.id, personDetails({ fullName, birthDate: date }))).id;

const pairs = sameSpellings.length + differentSpellings.length;

describe(`identity, by the unique key of the database, over ${pairs} pairs`, () => {
  it('is one for the spellings of one name', async () => {
    const apart: string[] = [];
    for (const [a, b] of sameSpellings) {
      const date = birthDate();
      if ((await named(a, date)) !== (await named(b, date))) apart.push(`${a} ${b}`);
    }
    assert.deepEqual(apart, []);
  });

  it('is two for two names', async () => {
    const together: string[] = [];
    for (const [a, b] of differentSpellings) {
      const date = birthDate();
      if ((await named(a, date)) === (await named(b, date))) together.push(`${a} ${b}`);
    }
    assert.deepEqual(together, []);
    assert.ok(pairs >= 150, String(pairs));
  });
});

describe('search, by LIKE in the database', () => {
  /** Whether this very name is found among all people, through the stored key. */
  const finds = async (text: string, typed: string): Promise<boolean> => {
    const rows = await context
      .get(Database)
      .rows("SELECT id FROM person WHERE full_name = ? AND search_key LIKE ? ESCAPE '!'", [
        text.normalize('NFC'),
        containing(searchKey(typed)),
      ]);
    return rows.length > 0;
  };

  it('finds the one spelling by the other', async () => {
    const missed: string[] = [];
    for (const [a, b] of sameSpellings) {
      const { items } = await people.list(iice, personQuery.parse({ q: b, pageSize: 200, total: 'false' }));
      if (!items.some(({ fullName }) => searchKey(fullName) === searchKey(a))) missed.push(`${a} ${b}`);
    }
    assert.deepEqual(missed, []);
  });

  it('finds what the table says, and no more', async () => {
    const wrong: string[] = [];
    for (const [text, typed, found] of searches) {
      await named(text, birthDate());
      const stored = (await people.list(iice, personQuery.parse({ q: text, pageSize: 1 }))).items[0]!.fullName;
      if ((await finds(stored, typed)) !== found) wrong.push(`${typed} in ${text}`);
    }
    assert.deepEqual(wrong, []);
  });
});

describe('the order of names, by ORDER BY in the database', () => {
  const lao = 'ສົມພອນ ກຳປັ່ນ ຄຳມ່ວນ ໜູແດງ ໝອນ ເກດ ແກ້ວ ໄຊ ບຸນມີ ບຸນ ຂາວ ຂ້າວ ອານົງ ຫຼ້າ ງາມ ພອນ ໂພນ ວຽງ'.split(' ');
  const vietnamese = [
    'Trần Hà',
    'Lê Thị Hà',
    'Bùi Hạ',
    'Nguyễn Văn An',
    'Đỗ Ân',
    'Phạm Ánh',
    'Võ Đức',
    'Lý Dung',
    'Đặng Dũng',
    'Hồ Ơn',
    'Mai Oanh',
    'Vũ Uyên',
    'Đinh Ưng',
  ];

  const listed = async (names: readonly string[], nationality: string): Promise<string[]> => {
    const place = await anOrganisation(context);
    for (const fullName of names) {
      const details = personDetails({ fullName, nationality, birthDate: birthDate(), organisationId: place.id });
      await people.identify(operatorActor, place.id, details);
    }
    const { items } = await people.list(iice, personQuery.parse({ organisationId: place.id, pageSize: 200 }));
    return items.map(({ fullName }) => fullName);
  };

  it('is that of ICU for Lao', async () => {
    assert.deepEqual(await listed(lao, 'LA'), lao.toSorted(new Intl.Collator('lo').compare));
  });

  it('is that of ICU for Vietnamese, by the given name and then the rest', async () => {
    const { compare } = new Intl.Collator('vi');
    const parts = (name: string): [string, string] => [name.split(' ').at(-1)!, name.split(' ').slice(0, -1).join(' ')];
    const byGiven = (a: string, b: string) => {
      const [[givenA, restA], [givenB, restB]] = [parts(a), parts(b)];
      return compare(givenA, givenB) || compare(restA, restB);
    };
    assert.deepEqual(await listed(vietnamese, 'VN'), vietnamese.toSorted(byGiven));
  });
});
