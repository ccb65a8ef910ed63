import type { LocalisedText } from '#libs/kernel';

interface Code {
  value: string;
  label: LocalisedText;
}

const districts: Code[] = [
  { value: 'kaysone', label: { lo: 'ໄກສອນ ພົມວິຫານ', vi: 'Kaysone Phomvihane', en: 'Kaysone Phomvihane' } },
  { value: 'outhoumphone', label: { lo: 'ອຸທຸມພອນ', vi: 'Outhoumphone', en: 'Outhoumphone' } },
  { value: 'champhone', label: { lo: 'ຈຳພອນ', vi: 'Champhone', en: 'Champhone' } },
  { value: 'songkhone', label: { lo: 'ສອງຄອນ', vi: 'Songkhone', en: 'Songkhone' } },
  { value: 'xayphouthong', label: { lo: 'ໄຊພູທອງ', vi: 'Xayphouthong', en: 'Xayphouthong' } },
];

const products: Code[] = [
  { value: 'roots', label: { lo: 'ຫົວສົດ', vi: 'Củ tươi', en: 'Fresh roots' } },
  { value: 'chips', label: { lo: 'ມັນຕາກແຫ້ງ', vi: 'Sắn lát khô', en: 'Dried chips' } },
  { value: 'starch', label: { lo: 'ແປ້ງ', vi: 'Tinh bột', en: 'Starch' } },
  { value: 'pulp', label: { lo: 'ກາກ', vi: 'Bã', en: 'Pulp' } },
  { value: 'stems', label: { lo: 'ທ່ອນພັນ', vi: 'Hom giống', en: 'Stems for planting' } },
];

const required = { required: true };

/** A table of supplies by month: what each column holds. */
export const suppliesTable = {
  name: 'supplies',
  title: {
    lo: 'ປະລິມານມັນຕົ້ນ ແຕ່ລະເດືອນ',
    vi: 'Sản lượng sắn hằng tháng',
    en: 'Cassava supplied by month',
  },
  schema: {
    fields: [
      {
        name: 'month',
        type: 'date',
        title: { lo: 'ເດືອນ', vi: 'Tháng', en: 'Month' },
        description: { lo: 'ວັນທຳອິດຂອງເດືອນ', vi: 'Ngày đầu tháng', en: 'First day of the month' },
        constraints: required,
      },
      {
        name: 'district',
        title: { lo: 'ເມືອງ', vi: 'Huyện', en: 'District' },
        codeList: districts,
        constraints: required,
      },
      {
        name: 'product',
        title: { lo: 'ຜະລິດຕະພັນ', vi: 'Sản phẩm', en: 'Product' },
        codeList: products,
        constraints: required,
      },
      {
        name: 'tonnes',
        type: 'number',
        unit: 't',
        title: { lo: 'ປະລິມານ', vi: 'Sản lượng', en: 'Amount' },
        constraints: { required: true, minimum: 0 },
      },
      {
        name: 'price',
        type: 'integer',
        unit: 'LAK/kg',
        title: { lo: 'ລາຄາ', vi: 'Giá', en: 'Price' },
        constraints: { required: true, minimum: 0 },
      },
    ],
    primaryKey: ['month', 'district', 'product'],
  },
};

const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];

/** A year of invented figures, as VIOIT's Excel would write them. */
export function suppliesCsv(year: number): string {
  const lines = months.flatMap((month, at) =>
    districts.flatMap((district, d) =>
      products.map((product, p) => {
        // Much is dug after the rains, little before.
        const season = 1 + Math.cos(((at - 1) / 6) * Math.PI) * 0.6;
        const tonnes = ((90 - 14 * d) * season) / (1 + p * 1.5);
        const price = Math.round((1150 + 2100 * (p % 3) - 17 * d) * (1.25 - season / 5));
        return [`01/${month}/${year}`, district.value, product.label.vi, tonnes.toFixed(1).replace('.', ','), price];
      }),
    ),
  );
  return `\uFEFF${[['Tháng', 'Huyện', 'Sản phẩm', 'Sản lượng', 'Giá'], ...lines].map((line) => line.join(';')).join('\r\n')}\r\n`;
}
