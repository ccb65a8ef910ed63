import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drawSheets } from '../../libs/attendance/src/paper/document/draw-sheet.js';
import type { SheetPaper } from '../../libs/attendance/src/paper/document/sheet-paper.js';
import { linesPerPage } from '../../libs/attendance/src/paper/sheet.rules.js';
import { copiedText, facts, fontsOf, holds, qrTexts, structuralFaults } from '../support/pdf-tools.js';

const long = {
  lo: 'ນາງ ພອນສະຫວັນ ວັນນະວົງສີສຸພັນທະມະຫານະຄອນໄຊຍະວົງສາ ແກ້ວມະນີຈັນທະລາສີສຸວັນ',
  vi: 'Nguyễn Phước Hoàng Thị Ngọc Phượng Quỳnh Hương Trường Giang Đặng Vũ Khuê Nghiễm',
};
const names = [
  'ນາງ ຄໍາຫຼ້າ ພົມມະ\nKhamla Phomma',
  'ຄຳ',
  'Nguyễn Thị Phượng',
  `${long.lo}\nPhonsavanh Vannavongsysouphanthamahanakhonexayavongsa Keomanychanthalasysouvanh`,
  long.vi,
  'ທ້າວ ນ້ຳຝົນ ສີສະຫວັດ\nNamfone Sisavath',
];

const paper = (count: number): SheetPaper => {
  const pages = Math.ceil(count / linesPerPage);
  return {
    id: `a sheet of ${count}`,
    createdAt: '2026-03-09T00:00:00.000Z',
    title: ['DANH SÁCH KÝ TÊN', 'ໃບເຊັນຊື່ເຂົ້າຮ່ວມ'],
    about: [
      'Lớp R-2026-01: Vận hành khu công nghiệp và khu kinh tế cửa khẩu\nBuổi 3: Thủ tục hải quan tại cửa khẩu biên giới, tổ chức bộ máy và kiểm tra thực tế\n08:00–11:30, ngày 09 tháng 3 năm 2026\nPhòng học A1, Hà Nội\nGiảng viên: Lê Văn Dạy, Nguyễn Thị Hạnh',
      'ຊຸດຝຶກອົບຮົມ R-2026-01: ການຄຸ້ມຄອງເຂດອຸດສາຫະກຳ ແລະ ເຂດເສດຖະກິດຊາຍແດນ\nວາລະທີ 3: ຂັ້ນຕອນພາສີຢູ່ດ່ານຊາຍແດນ, ການຈັດຕັ້ງ ແລະ ການກວດກາຕົວຈິງ\n08:00–11:30, ວັນທີ 9 ມີນາ 2026\nຫ້ອງ A1, ຮ່າໂນ້ຍ\nຄູຝຶກ: Lê Văn Dạy, Nguyễn Thị Hạnh',
    ],
    columns: [
      { label: ['TT', 'ລ/ດ'], share: 7, align: 'centre' },
      { label: ['Họ và tên', 'ຊື່ ແລະ ນາມສະກຸນ'], share: 34, align: 'left' },
      { label: ['Cơ quan, đơn vị', 'ອົງການ'], share: 26, align: 'left' },
      { label: ['Ký tên', 'ລາຍເຊັນ'], share: 25, align: 'centre' },
      { label: ['P L E A', 'P L E A'], share: 8, align: 'centre' },
    ],
    legend: [
      'Cột cuối: P có mặt · L đến muộn · E vắng có phép · A vắng. Người không ký và không ghi gì được coi là chưa rõ.',
      'ຖັນສຸດທ້າຍ: P ມາ · L ມາຊ້າ · E ລາພັກ · A ຂາດ. ຜູ້ທີ່ບໍ່ໄດ້ເຊັນ ແລະ ບໍ່ມີໝາຍ ຖືວ່າຍັງບໍ່ຮູ້.',
    ],
    teacher: ['Giảng viên ký', 'ຄູຝຶກເຊັນ'],
    pages: Array.from({ length: pages }, (_, page) => ({
      address: `https://training.example.org/sheets/01957f6a-0000-7000-8000-000000000001?page=${page + 1}`,
      foot: `R-2026-01 · Trang ${page + 1}/${pages} · ໜ້າ ${page + 1}/${pages}`,
      rows: Array.from({ length: Math.min(linesPerPage, count - page * linesPerPage) }, (_, row) => {
        const number = page * linesPerPage + row + 1;
        const organisation = number % 2 ? 'ພະແນກອຸດສາຫະກຳ ແລະ ການຄ້າ ແຂວງສະຫວັນນະເຂດ' : 'ກົມສົ່ງເສີມການຄ້າ';
        return [String(number), names[row % names.length]!, organisation] as const;
      }),
    })),
  };
};

for (const [count, pages] of [
  [linesPerPage, 1],
  [2 * linesPerPage + 5, 3],
] as const)
  describe(`a sign-in sheet of ${count} people`, async () => {
    const pdf = await drawSheets([paper(count)]);
    const copied = copiedText(pdf);

    it(`is a sound PDF of ${pages} upright pages with embedded fonts`, () => {
      assert.equal(structuralFaults(pdf), '');
      assert.equal(Number(facts(pdf).Pages), pages);
      assert.match(facts(pdf)['Page size']!, /595\.28 x 841\.89 pts/);
      assert.ok(fontsOf(pdf).every(({ embedded, subset, hasUnicode }) => embedded && subset && hasUnicode));
    });

    it('copies out every name as it is stored, the longest too', () => {
      for (const name of names.flatMap((both) => both.split('\n'))) assert.ok(holds(copied, name), name);
    });

    it('names itself and its page by a code on each page', () => {
      for (const [index, { address }] of paper(count).pages.entries())
        assert.deepEqual(qrTexts(pdf, index + 1), [address]);
    });
  });
