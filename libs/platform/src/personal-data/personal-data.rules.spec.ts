import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contextOf } from './context.rules.js';
import { personalDataIn } from './personal-data.rules.js';

const kindsIn = (text: string, header?: string) =>
  personalDataIn(text, header === undefined ? null : contextOf(header))
    .map(({ kind }) => kind)
    .join(' ');

type Case = [text: string, kinds: string, header?: string];

const topics: Record<string, Case[]> = {
  'a citizen of Viet Nam': [
    ['001085012345', 'identity_number'],
    ['Số 079 085 012 345 cấp', 'identity_number'],
    ['໐໐໑໐໘໕໐໑໒໓໔໕', 'identity_number'],
    ['CCCD:079185012345, ĐT 0912345678', 'identity_number phone'],
    // Excel has dropped the noughts.
    ['1085012345', 'identity_number', 'Số CCCD'],
    ['012345678', 'identity_number', 'CMND'],
    ['CMND 012 345 678', 'identity_number'],
  ],
  'no citizen': [
    ['123456789012', ''],
    ['850000000000', '', 'Giá trị (VND)'],
    ['100 200 300 400', ''],
    // No such province, no such century.
    ['003085012345', ''],
    ['001985012345', ''],
    ['012345678', ''],
    ['f81d4fae-7dec-11d0-a765-001085012345', ''],
    ['3.001085012345', ''],
    ['001085012345', '', 'Mã vạch'],
    ['8850010850123456', ''],
  ],
  'a citizen of Laos, where a word says so': [
    ['ບັດປະຈຳຕົວ 01-234567', 'identity_number'],
    ['ບັດປະຈໍາຕົວເລກ໐໑໒໓໔໕໖໗', 'identity_number'],
    ['12-0345678', 'identity_number', 'ເລກບັດປະຈຳຕົວ'],
    ['01-234567', ''],
  ],
  'a passport, where a word says so': [
    ['Passport: PA0123456', 'passport_number'],
    ['B1234567', 'passport_number', 'Số hộ chiếu'],
    ['ໜັງສືຜ່ານແດນ P1234567', 'passport_number'],
    ['PA0123456', ''],
    ['SN1234567', '', 'Mã hàng'],
  ],
  'an e-mail address': [
    ['anong@moic.gov.la', 'email'],
    ['ຕິດຕໍ່anong.k@moic.gov.laໄດ້', 'email'],
    ['liên hệ ANONG_K+1@vioit.org.vn.', 'email'],
    ['anong (at) moic.gov.la', 'email'],
    ['a@b, c@d.vn; e@f.la', 'email email'],
    ['12 units @ 3.50 USD', ''],
    ['@moic', ''],
  ],
  'a telephone': [
    ['0912345678', 'phone'],
    ['0912 345 678', 'phone'],
    ['0912.345.678 - 0987.654.321', 'phone phone'],
    ['0912345678 0987654321', 'phone phone'],
    ['0912345678/0987654321', 'phone phone'],
    ['0912 345 678 0987 654 321', 'phone phone'],
    ['+84 912 345 678', 'phone'],
    ['+84 (0)912 345 678', 'phone'],
    ['(+84) 24 3826 2538', 'phone'],
    ['0084912345678', 'phone'],
    ['(024) 3826 2538', 'phone'],
    ['+856 20 5551 7010', 'phone'],
    ['020 5551 7010', 'phone'],
    ['ໂທ໐໒໐໕໕໕໑໗໐໑໐', 'phone'],
    ['+856 21 453 982', 'phone'],
    ['021 453 982', 'phone'],
    ['030 955 1234', 'phone'],
    ['20 55517010', 'phone', 'ເບີໂທ'],
    ['912345678', 'phone', 'so_dt'],
    ['Tel.: 453982', 'phone'],
  ],
  'no telephone': [
    ['0912345678', '', 'MST'],
    ['MST 0300588569', ''],
    ['ĐT 0912345678, MST 0300588569', 'phone'],
    ['0901.11.10.00', ''],
    ['0901.11.10', ''],
    ['0901111000', '', 'Mã HS'],
    ['09011110', ''],
    ['INV-0912345678', ''],
    ['SN0912345678', ''],
    ['0912345678/QĐ-BCT', ''],
    ['0912345678A', ''],
    ['1 234 567 890', ''],
    ['912345678', ''],
    ['021453982', ''],
    ['2026-03-15', ''],
    ['15.03.2026', ''],
    ['20260315', ''],
    ['2026-03-15 07 30', ''],
    ['15.03.2026', '', 'Điện thoại'],
    ['16.0912345678', ''],
    ['2 000 000,50', ''],
    ['thông tin 0912345678', 'phone'],
  ],
};

describe('what belongs to a person', () => {
  for (const [topic, cases] of Object.entries(topics)) {
    it(`tells ${topic}`, () => {
      const seen = cases.map(([text, , header]) => [text, kindsIn(text, header)]);
      assert.deepEqual(
        seen,
        cases.map(([text, kinds]) => [text, kinds]),
      );
    });
  }

  it('is never told as it is', () => {
    assert.deepEqual(personalDataIn('ĐT 0912 345 678, anong@moic.gov.la'), [
      { kind: 'email', sample: 'a•••@•••.la' },
      { kind: 'phone', sample: '••••••••78' },
    ]);
  });

  it('is looked for in a time that grows with the text alone', () => {
    const began = performance.now();
    for (const hostile of ['0 ', '0.', 'a', 'a.', '(0', '00']) personalDataIn(`${hostile.repeat(50_000)}@`);
    assert.ok(performance.now() - began < 5000);
  });
});
