import { searchKey } from '#libs/kernel';

/** What the words before a number, or the header of its column, say it is. */
export interface NumberContext {
  identity: boolean;
  passport: boolean;
  phone: boolean;
  /** A number of goods, of an enterprise or of a paper. */
  other: boolean;
}

const words = {
  identity: [
    'cccd',
    'cmnd',
    'cmt',
    'căn cước',
    'chứng minh nhân dân',
    'chứng minh thư',
    'số định danh',
    'identity',
    'identity number',
    'id card',
    'id no',
    'id number',
    'national id',
    'personal id',
    'ບັດປະຈຳຕົວ',
    'ເລກບັດ',
    'ບັດປະຊາຊົນ',
    'ສຳມະໂນຄົວ',
  ],
  passport: ['passport', 'hộ chiếu', 'ໜັງສືຜ່ານແດນ', 'ພາດສະປອດ', 'ພາສປອດ'],
  phone: [
    'tel',
    'telephone',
    'phone',
    'mobile',
    'hotline',
    'zalo',
    'whatsapp',
    'đt',
    'sđt',
    'đtdđ',
    'điện thoại',
    'di động',
    'ໂທ',
    'ໂທລະສັບ',
    'ເບີໂທ',
    'ມືຖື',
  ],
  other: [
    'hs',
    'hs code',
    'ahtn',
    'tariff',
    'mã hàng',
    'mã hs',
    'mã vạch',
    'barcode',
    'ean',
    'gtin',
    'upc',
    'mst',
    'mã số thuế',
    'mã số doanh nghiệp',
    'tax',
    'tax code',
    'invoice',
    'hóa đơn',
    'tờ khai',
    'declaration',
    'account number',
    'số tài khoản',
    'ພິກັດ',
    'ລະຫັດສິນຄ້າ',
    'ເລກທີ',
    'ອາກອນ',
    'ໃບແຈ້ງ',
    'ບັນຊີທະນາຄານ',
  ],
} as const satisfies Record<keyof NumberContext, readonly string[]>;

// Latin words stand by themselves; Lao is written without spaces.
function anyOf(list: readonly string[]): RegExp {
  const parts = list.map((word) => {
    const key = searchKey(word);
    return /^[\x20-\x7e]+$/.test(key) ? `(?<![a-z0-9])${key}(?![a-z])` : key;
  });
  return new RegExp(parts.join('|'), 'g');
}

const patterns = Object.entries(words).map(([topic, list]) => [topic as keyof NumberContext, anyOf(list)] as const);

/** The last word decides: “MST 0300588569, ĐT 0912345678”. Without any word of ours nothing is said. */
export function contextOf(before: string): NumberContext {
  const key = searchKey(before);
  const context: NumberContext = { identity: false, passport: false, phone: false, other: false };
  let last = -1;
  let said: keyof NumberContext | null = null;
  for (const [topic, pattern] of patterns) {
    for (const { index, 0: word } of key.matchAll(pattern)) {
      if (index + word.length > last) [last, said] = [index + word.length, topic];
    }
  }
  if (said) context[said] = true;
  return context;
}
