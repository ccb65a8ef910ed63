import type { DemoPair } from './demo-output.js';

/** All figures are invented, and say so. */
export const demoDatasets: DemoPair = [
  {
    title: {
      lo: 'ຜູ້ສະໜອງມັນຕົ້ນ ແຂວງສະຫວັນນະເຂດ',
      vi: 'Nhà cung ứng sắn tỉnh Savannakhet',
      en: 'Cassava suppliers of Savannakhet',
    },
    summary: {
      lo: 'ລາຍຊື່ຜູ້ສະໜອງ ແລະ ປະລິມານຕໍ່ເດືອນ. ຕົວເລກສົມມຸດ.',
      vi: 'Danh sách nhà cung ứng và sản lượng hằng tháng. Số liệu giả định.',
      en: 'Suppliers and their monthly volumes. Invented figures.',
    },
    sector: 'agro_processing',
    province: 'LA-SV',
    zone: 'savan_seno',
    accessLevel: 'public',
    enterprises: ['ບໍລິສັດ ແປ້ງມັນຕົ້ນ ສະຫວັນ (ສົມມຸດ)'],
    criteria: ['product', 'market'],
    content: {
      source: {
        lo: 'ກຸ່ມຜະລິດ ແລະ ສະຫະກອນໃນແຂວງ. ຕົວເລກສົມມຸດ.',
        vi: 'Các tổ sản xuất và hợp tác xã trong tỉnh. Số liệu giả định.',
        en: 'Producer groups and cooperatives of the province. Invented figures.',
      },
      method: {
        lo: 'ສອບຖາມທາງໂທລະສັບ ແລະ ຊັ່ງຕົວຈິງໃນໜຶ່ງເດືອນ.',
        vi: 'Hỏi qua điện thoại và cân thực tế trong một tháng.',
        en: 'Asked by telephone and weighed for one month.',
      },
    },
  },
  {
    title: {
      lo: 'ຕົ້ນທຶນຂົນສົ່ງ ສະຫວັນນະເຂດ–ດານັງ',
      vi: 'Chi phí vận tải Savannakhet – Đà Nẵng',
      en: 'Transport costs Savannakhet–Da Nang',
    },
    summary: {
      lo: 'ຄ່າຂົນສົ່ງແຕ່ລະຊ່ວງ. ຕົວເລກສົມມຸດ.',
      vi: 'Cước vận tải từng chặng. Số liệu giả định.',
      en: 'Freight by leg. Invented figures.',
    },
    sector: 'cross_sector',
    province: 'LA-SV',
    zone: null,
    accessLevel: 'partners',
    gate: 'lao_bao_densavan',
    criteria: ['enterprises', 'market'],
    licence: 'odc_by',
    content: {
      source: {
        lo: 'ໃບສະເໜີລາຄາຂອງບໍລິສັດຂົນສົ່ງ. ຕົວເລກສົມມຸດ.',
        vi: 'Báo giá của các hãng vận tải. Số liệu giả định.',
        en: 'Offers of hauliers. Invented figures.',
      },
    },
  },
];
