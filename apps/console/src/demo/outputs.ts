import type { LocalisedText } from '#libs/kernel';
import type { OutputKind } from '#libs/training';

interface DemoOutput {
  title: LocalisedText;
  summary: LocalisedText;
  sector: string;
  province: string | null;
  zone: string | null;
  accessLevel: 'public' | 'partners' | 'restricted';
}

/** Two of each kind. All figures are invented, and say so. */
export const demoOutputs: Record<OutputKind, [DemoOutput, DemoOutput]> = {
  dataset: [
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
    },
  ],
  model: [
    {
      title: {
        lo: 'ຮູບແບບດ່ານດຽວ ລາວບາວ–ແດນສະຫວັນ',
        vi: 'Mô hình một cửa Lao Bảo – Densavan',
        en: 'One-stop model Lao Bảo–Densavan',
      },
      summary: {
        lo: 'ຂັ້ນຕອນ ແລະ ເວລາລໍຖ້າຂອງລົດບັນທຸກ. ຕົວເລກສົມມຸດ.',
        vi: 'Quy trình và thời gian chờ của xe tải. Số liệu giả định.',
        en: 'Procedures and waiting times of trucks. Invented figures.',
      },
      sector: 'cross_sector',
      province: 'LA-SV',
      zone: 'lao_bao_densavan',
      accessLevel: 'public',
    },
    {
      title: { lo: 'ຮູບແບບສາງຮ່ວມຊາຍແດນ', vi: 'Mô hình kho chung vùng biên', en: 'A shared warehouse at the border' },
      summary: {
        lo: 'ຄວາມຈຸ ແລະ ຄ່າບໍລິການ. ຕົວເລກສົມມຸດ.',
        vi: 'Sức chứa và phí dịch vụ. Số liệu giả định.',
        en: 'Capacity and fees. Invented figures.',
      },
      sector: 'cross_sector',
      province: 'LA-SV',
      zone: 'lao_bao_densavan',
      accessLevel: 'partners',
    },
  ],
  practical_report: [
    {
      title: {
        lo: 'ບົດລາຍງານ: ການບຳບັດນ້ຳເສຍໃນນິຄົມອຸດສາຫະກຳ',
        vi: 'Báo cáo: Xử lý nước thải trong khu công nghiệp',
        en: 'Report: Waste water treatment in an industrial park',
      },
      summary: {
        lo: 'ການວັດແທກ ແລະ ຂໍ້ສະເໜີສຳລັບນິຄົມໃນລາວ. ຕົວເລກສົມມຸດ.',
        vi: 'Kết quả đo và đề xuất cho các khu công nghiệp ở Lào. Số liệu giả định.',
        en: 'Measurements and proposals for parks in Laos. Invented figures.',
      },
      sector: 'cross_sector',
      province: 'LA-SV',
      zone: 'savan_seno',
      accessLevel: 'public',
    },
    {
      title: {
        lo: 'ບົດລາຍງານ: ການປະຢັດພະລັງງານໃນໂຮງງານຊີມັງ',
        vi: 'Báo cáo: Tiết kiệm năng lượng tại nhà máy xi măng',
        en: 'Report: Saving energy in a cement works',
      },
      summary: {
        lo: 'ຕົວຊີ້ວັດພະລັງງານກ່ອນ ແລະ ຫຼັງ. ຕົວເລກສົມມຸດ.',
        vi: 'Chỉ số năng lượng trước và sau. Số liệu giả định.',
        en: 'Energy figures before and after. Invented figures.',
      },
      sector: 'materials',
      province: 'LA-KH',
      zone: null,
      accessLevel: 'partners',
    },
  ],
};

export const suppliersCsv = `ລຳດັບ,ຊື່,ແຂວງ,ໂຕນຕໍ່ເດືອນ (ສົມມຸດ)
1,ກຸ່ມຜະລິດ ບ້ານນາໄຊ,ສະຫວັນນະເຂດ,42.5
2,ກຸ່ມຜະລິດ ບ້ານໂພນສິມ,ສະຫວັນນະເຂດ,18
3,ສະຫະກອນ ນ້ຳງື່ມ,ຄຳມ່ວນ,63.2
`;
