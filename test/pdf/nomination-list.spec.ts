import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { missingGlyphs } from '#libs/platform';
import { drawList } from '../../libs/nominations/src/list/document/draw-list.js';
import type { ListPaper } from '../../libs/nominations/src/list/document/list-paper.js';
import { copiedText, facts, fontsOf, holds, structuralFaults } from '../support/pdf-tools.js';

const names = ['ນາງ ຄໍາຫຼ້າ ພົມມະ', 'ທ້າວ ບຸນມີ ແກ້ວມະນີ', 'ຄຳ', 'Nguyễn Thị Phượng', 'ນາງ ນ້ຳຝົນ ສີສະຫວັດ'];

const paper = (count: number, changes: Partial<ListPaper> = {}): ListPaper => ({
  language: 'lo',
  id: `a list of ${count}`,
  createdAt: '2026-03-01T00:00:00.000Z',
  state: ['ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ', 'ສັນຕິພາບ ເອກະລາດ ປະຊາທິປະໄຕ ເອກະພາບ ວັດທະນະຖາວອນ'],
  offices: ['ກະຊວງອຸດສາຫະກຳ ແລະ ການຄ້າ', 'ກົມສົ່ງເສີມການຄ້າ'],
  number: 'ເລກທີ: 12/ອຄ',
  placeAndDate: 'ນະຄອນຫຼວງວຽງຈັນ, ວັນທີ 1 ມີນາ 2026',
  title: 'ບັນຊີລາຍຊື່ຜູ້ຖືກສະເໜີເຂົ້າຝຶກອົບຮົມ',
  about: ['ຫຼັກສູດ: ການຄຸ້ມຄອງເຂດອຸດສາຫະກຳ (ຊຸດ R-1)', 'ແຕ່ວັນທີ 9 ຫາ ວັນທີ 20 ມີນາ 2026, ສະຖານທີ່: ຮ່າໂນ້ຍ'],
  columns: [
    { label: 'ລ/ດ', share: 5, align: 'centre' },
    { label: 'ຊື່ ແລະ ນາມສະກຸນ', share: 25, align: 'left' },
    { label: 'ເພດ', share: 7, align: 'centre' },
    { label: 'ວັນເດືອນປີເກີດ', share: 11, align: 'centre' },
    { label: 'ຕຳແໜ່ງ', share: 20, align: 'left' },
    { label: 'ອົງການ', share: 20, align: 'left' },
    { label: 'ປະເພດຜູ້ເຂົ້າຝຶກ', share: 14, align: 'left' },
  ],
  rows: Array.from({ length: count }, (_, index) => [
    String(index + 1),
    `${names[index % names.length]} ${index + 1}`,
    index % 2 ? 'ຊາຍ' : 'ຍິງ',
    '15/03/1985',
    'ຮອງຫົວໜ້າພະແນກສົ່ງເສີມການລົງທຶນ',
    'ພະແນກອຸດສາຫະກຳ ແລະ ການຄ້າ ແຂວງສະຫວັນນະເຂດ',
    'ລັດຖະກອນ',
  ]),
  totals: `ລວມທັງໝົດ: ${count} ຄົນ, ແມ່ຍິງ ${Math.ceil(count / 2)} ຄົນ`,
  signature: ['ຫົວໜ້າອົງການ', '(ເຊັນ, ປະທັບຕາ ແລະ ຂຽນຊື່ແຈ້ງ)'],
  foot: 'ໜ້າ # / ##',
  ...changes,
});

const times = (text: string, part: string): number => text.split(part).length - 1;

describe('the official list of sixty people', async () => {
  const given = paper(60);
  const pdf = await drawList(given);
  const copied = copiedText(pdf);
  const pages = Number(facts(pdf).Pages);

  it('is a sound PDF of several landscape pages with embedded fonts', () => {
    assert.equal(structuralFaults(pdf), '');
    assert.ok(pages >= 4 && pages <= 9, `${pages} pages`);
    assert.match(facts(pdf)['Page size']!, /841\.89 x 595\.28 pts/);
    assert.ok(fontsOf(pdf).every(({ embedded, subset, hasUnicode }) => embedded && subset && hasUnicode));
    assert.ok(pdf.length < 200_000, `${pdf.length} bytes`);
  });

  it('copies out everything as stored', () => {
    const { state, offices, number, placeAndDate, title, about, rows, totals, signature } = given;
    const texts = [...state, ...offices, number, placeAndDate, title, ...about, ...rows.flat(), totals, ...signature];
    assert.deepEqual(
      [...new Set(texts)].filter((text) => !holds(copied, text)),
      [],
    );
    assert.deepEqual(missingGlyphs(texts.join('')), []);
  });

  it('says on every page what the columns are and which page it is', () => {
    assert.equal(times(copied, 'ຊື່ ແລະ ນາມສະກຸນ'), pages);
    for (let page = 1; page <= pages; page += 1) assert.ok(copied.includes(`ໜ້າ ${page} / ${pages}`), String(page));
    assert.equal(times(copied, given.signature[0]), 1);
  });

  it('has the same bytes for the same list', async () => assert.ok(pdf.equals(await drawList(given))));
});

describe('an official list', () => {
  it('wraps the longest names and keeps them whole', async () => {
    const long = 'ສີສະຫວັດ'.repeat(32).slice(0, 250);
    const wide = 'W'.repeat(250);
    const rows = [long, wide].map((name, index) => [String(index + 1), name, 'ຍິງ', '', '', '', '']);
    const copied = copiedText(await drawList(paper(0, { rows })));
    for (const name of [long, wide]) assert.ok(holds(copied, name), name);
  });

  it('never leaves the signature alone on a page', async () => {
    for (let count = 1; count <= 24; count += 1) {
      const pdf = await drawList(paper(count));
      const last = copiedText(pdf).trimEnd().split('\f').at(-1)!;
      assert.ok(last.includes('ຫົວໜ້າອົງການ') && last.includes(`${names[(count - 1) % 5]} ${count}`), String(count));
    }
  });

  it('of nobody is one page', async () => assert.equal(facts(await drawList(paper(0))).Pages, '1'));
});
