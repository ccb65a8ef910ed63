import { type LocalisedText, languages, newId, searchKey, sortKey } from '#libs/kernel';
import { Database, UnitOfWork } from '#libs/platform';
import { Catalogue1763803600000 } from '../../libs/platform/src/database/migrations/0030-catalogue.js';
import { runIn } from '../support/outputs.js';
import type { Finder } from '../support/training.js';

const atOnce = 250;
const runs = 40;

/** Phrases that titles and summaries are put together from. */
const phrases = {
  lo: 'ການຄຸ້ມຄອງ ເຂດເສດຖະກິດ ພິເສດ ດ່ານຊາຍແດນ ຂໍ້ມູນ ສິນຄ້າ ການຂົນສົ່ງ ອຸດສາຫະກຳ ປຸງແຕ່ງ ກະສິກຳ ພະລັງງານ ໄຟຟ້າ ມູນຄ່າ ການຄ້າ ລາຄາ ວິສາຫະກິດ ຜະລິດຕະພັນ ຕະຫຼາດ ກົນໄກ ກົດໝາຍ ຄວາມຕ້ອງການ',
  vi: 'quản_lý khu_kinh_tế cửa_khẩu dữ_liệu hàng_hóa vận_tải công_nghiệp chế_biến nông_sản năng_lượng điện giá_trị thương_mại giá_cả doanh_nghiệp sản_phẩm thị_trường cơ_chế pháp_luật nhu_cầu kho_bãi',
  en: 'running economic_zone border_gate data goods transport industry processing farm_products energy electricity value trade prices enterprise product market mechanism law needs warehouse',
};

/** What one in a hundred tells of, in Lao inside a phrase without spaces. */
const rare = { lo: 'ໂຮງງານນ້ຳຕານອ້ອຍ', vi: 'nhà máy mía đường', en: 'sugar mill' };

/** Texts there are; more would take longer to fold than all the rest. */
const texts = 500;

const choices = {
  kind: ['dataset', 'model', 'practical_report'],
  sector: [
    'materials',
    'chemicals',
    'fertiliser',
    'textiles',
    'engineering',
    'dairy',
    'electronics',
    'agro_processing',
  ],
  province: ['LA-VT', 'LA-PH', 'LA-LP', 'LA-HO', 'LA-XI', 'LA-BL', 'LA-KH', 'LA-SV', 'LA-SL', 'LA-CH', null, null],
  zone: ['savan_seno', 'boten', 'saysettha', 'vita_park', null, null, null],
  gate: ['lao_bao_densavan', 'cha_lo_na_phao', 'cau_treo_nam_phao', null, null],
  licence: ['cc_by_4_0', 'cc_by_sa_4_0', 'cc0', 'odc_by', 'all_rights_reserved'],
  access_level: ['public', 'public', 'public', 'partners', 'restricted'],
};

const columns = [
  'id run_id original_id version_number created_at title summary status search_key title_sort_lo title_sort_vi',
  'title_sort_en criteria enterprises published_at published_year version',
  Object.keys(choices).join(' '),
]
  .join(' ')
  .split(' ');

/** Always the same, whoever asks when. */
function dice(): (sides: number) => number {
  let seed = 42;
  return (sides) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * sides);
  };
}

const joined = (one: LocalisedText, other: LocalisedText): LocalisedText => ({
  lo: one.lo + other.lo,
  vi: `${one.vi} ${other.vi}`,
  en: `${one.en} ${other.en}`,
});

const textOf = ({ title, summary }: { title: LocalisedText; summary: LocalisedText }) => ({
  title: JSON.stringify(title),
  summary: JSON.stringify(summary),
  key: languages.flatMap((language) => [searchKey(title[language]), searchKey(summary[language])]).join('\n'),
  sorts: languages.map((language) => sortKey(title[language]).slice(0, 250)),
});

/** Published outputs for measuring, about a thousand folded characters of text each, written directly. */
export async function manyOutputs(found: Finder, count: number): Promise<void> {
  const database = found.get(Database);
  const throwDice = dice();
  const of = <One>(list: readonly One[]): One => list[throwDice(list.length)]!;
  const say = (language: 'lo' | 'vi' | 'en', size: number) => {
    const words = Array.from({ length: size }, () => of(phrases[language].split(' ')));
    return words.join(language === 'lo' ? '' : ' ').replaceAll('_', ' ');
  };
  const told = Array.from({ length: texts }, () => ({
    title: { lo: say('lo', 6), vi: say('vi', 6), en: say('en', 6) },
    summary: { lo: say('lo', 25), vi: say('vi', 25), en: say('en', 25) },
  }));
  const pool = [
    ...told.map(textOf),
    ...told.map(({ title, summary }) => textOf({ title: joined(title, rare), summary })),
  ];
  const runIds: string[] = [];
  for (let index = 0; index < runs; index += 1) runIds.push((await runIn(found, 'running')).id);
  let original = '';
  const row = (index: number): unknown[] => {
    const id = newId();
    // Every twentieth is the second version of the one before.
    const isSecond = index % 20 === 19;
    if (!isSecond) original = id;
    const { title, summary, key, sorts } = pool[throwDice(texts) + (index % 100 === 0 ? texts : 0)]!;
    const year = 2020 + (index % 7);
    const at = `${year}-0${1 + (index % 9)}-1${index % 10} 0${index % 10}:00:00.${String(index % 1000).padStart(3, '0')}`;
    const chosen = Object.values(choices).map((values) => of<string | null>(values));
    const head = [id, runIds[index % runs], original, isSecond ? 2 : 1, at, title, summary, 'published'];
    const criteria = JSON.stringify([of(['needs', 'enterprises']), of(['product', 'market', 'mechanism_and_law'])]);
    return [...head, key, ...sorts, criteria, '[]', at, year, 1, ...chosen];
  };
  const line = `(${columns.map(() => '?').join(', ')})`;
  for (let done = 0; done < count; done += atOnce) {
    const rows = Array.from({ length: Math.min(atOnce, count - done) }, (_, index) => row(done + index));
    await found
      .get(UnitOfWork)
      .run(() =>
        database.change(
          `INSERT INTO output (${columns.join(', ')}) VALUES ${rows.map(() => line).join(', ')}`,
          rows.flat(),
        ),
      );
  }
  // The catalogue takes them in as it takes in what was published before it was there.
  await found.get(UnitOfWork).run(() => new Catalogue1763803600000().up(database.write.queryRunner!));
  await found.get(UnitOfWork).run(() => database.change('UPDATE catalogue_state SET generation = generation + 1', []));
}
