import { suppliersCsv } from './suppliers.js';

const required = { required: true };

/** The tables of the two datasets a run delivers, in the order of `demoOutputs.dataset`: what is declared, and the rows. */
export const deliveredTables = [
  {
    table: {
      name: 'suppliers',
      title: { lo: 'ຜູ້ສະໜອງ', vi: 'Nhà cung ứng', en: 'Suppliers' },
      schema: {
        fields: [
          {
            name: 'number',
            type: 'integer',
            title: { lo: 'ລຳດັບ', vi: 'Số thứ tự', en: 'Number' },
            constraints: required,
          },
          { name: 'supplier', title: { lo: 'ຊື່', vi: 'Tên', en: 'Name' }, constraints: required },
          { name: 'province', title: { lo: 'ແຂວງ', vi: 'Tỉnh', en: 'Province' }, constraints: required },
          {
            name: 'tonnes',
            type: 'number',
            unit: 't',
            title: { lo: 'ໂຕນຕໍ່ເດືອນ (ສົມມຸດ)', vi: 'Tấn mỗi tháng (giả định)', en: 'Tonnes a month (invented)' },
            constraints: { required: true, minimum: 0 },
          },
        ],
        primaryKey: ['number'],
      },
    },
    rows: suppliersCsv,
  },
  {
    table: {
      name: 'legs',
      title: { lo: 'ຄ່າຂົນສົ່ງແຕ່ລະຊ່ວງ', vi: 'Cước vận tải từng chặng', en: 'Freight by leg' },
      schema: {
        fields: [
          { name: 'leg', title: { lo: 'ຊ່ວງທາງ', vi: 'Chặng', en: 'Leg' }, constraints: required },
          {
            name: 'distance',
            type: 'integer',
            unit: 'km',
            title: { lo: 'ໄລຍະທາງ', vi: 'Quãng đường', en: 'Distance' },
            constraints: { required: true, minimum: 0 },
          },
          {
            name: 'freight',
            type: 'number',
            unit: 'USD/t',
            title: { lo: 'ຄ່າຂົນສົ່ງ', vi: 'Cước', en: 'Freight' },
            constraints: { required: true, minimum: 0 },
          },
        ],
        primaryKey: ['leg'],
      },
    },
    rows: `leg,distance,freight
Savannakhet – Densavan,236,11.5
Lao Bảo – Đông Hà,82,4.2
Đông Hà – Đà Nẵng,170,7.8
`,
  },
];
