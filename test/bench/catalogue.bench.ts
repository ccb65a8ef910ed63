import { publicActor, searchKey } from '#libs/kernel';
import { SharedDatabaseService, sharedQuery } from '#libs/outputs';
import { Database, UnitOfWork } from '#libs/platform';
import { startApp } from '../support/app.js';
import { inTurns, print } from './figures.js';
import { manyOutputs } from './many-outputs.js';

const size = 100_000;
const anyone = publicActor('lo');

const searches: [what: string, query: Record<string, string>][] = [
  ['nothing chosen', {}],
  ['one sector', { sector: 'dairy' }],
  ['a kind, a gate and a year', { kind: 'dataset', gate: 'lao_bao_densavan', year: '2024' }],
  ['a Lao word inside phrases', { q: 'ນ້ຳຕານ' }],
  ['a Lao word, one sector', { q: 'ໄຟຟ້າ', sector: 'dairy' }],
  ['two Vietnamese words', { q: 'mia duong kho bai' }],
  ['two characters', { q: 'ຄຸ' }],
  ['a word nowhere', { q: 'helicopter' }],
];

/** What somebody would type to know the same: the newest twenty, how many there are, and the values of each facet. */
async function bareSql(database: Database, { q, year, ...chosen }: Record<string, string>): Promise<void> {
  const facets = ['kind', 'sector', 'province', 'zone', 'gate', 'licence', 'access_level', 'published_year', 'run_id'];
  const conditions = (without = '') => {
    const parts = ["status = 'published'", "access_level = 'public'"];
    const values: unknown[] = [];
    for (const [column, value] of Object.entries({ ...chosen, ...(year && { published_year: Number(year) }) })) {
      if (column === without) continue;
      parts.push(`${column} = ?`);
      values.push(value);
    }
    for (const word of q ? searchKey(q).split(' ') : []) {
      parts.push('search_key LIKE ?');
      values.push(`%${word}%`);
    }
    return { sql: parts.join(' AND '), values };
  };
  const { sql, values } = conditions();
  await database.rows(`SELECT * FROM output WHERE ${sql} ORDER BY published_at DESC, id DESC LIMIT 20`, values);
  await database.rows(`SELECT COUNT(*) FROM output WHERE ${sql}`, values);
  for (const facet of facets) {
    const under = conditions(facet);
    await database.rows(`SELECT ${facet}, COUNT(*) FROM output WHERE ${under.sql} GROUP BY ${facet}`, under.values);
  }
}

/** A faceted search over 100,000 published outputs: counted anew, and as it was counted before. */
export async function catalogue(engine: string): Promise<void> {
  const app = await startApp();
  await manyOutputs(app, size);
  const database = app.get(Database);
  const shared = app.get(SharedDatabaseService);
  const changed = () =>
    app.get(UnitOfWork).run(() => database.change('UPDATE catalogue_state SET generation = generation + 1', []));
  for (const [what, asked] of searches) {
    const query = sharedQuery.parse({ ...asked, pageSize: 20 });
    const again = () => shared.browse(anyone, query);
    const first = async () => {
      await changed();
      await again();
    };
    const [anew, known, bare] = await inTurns(3, first, again, () => bareSql(database, asked));
    print({
      what: `Catalogue of ${size.toLocaleString('en')} outputs, ${what}: page, total and all facets, ${engine}`,
      ours: `${anew.toFixed(0)} ms after a change of the catalogue, ${known.toFixed(0)} ms when asked again`,
      yardstick: `the same by bare SQL: ${bare.toFixed(0)} ms`,
      ratio: anew / bare,
    });
  }
  await app.close();
}
