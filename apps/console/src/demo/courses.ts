import type { LocalisedText } from '#libs/kernel';
import type { RequiredOfCourse, SessionKind } from '#libs/training';

interface DemoCourse {
  programme: { code: string; title: LocalisedText; description: LocalisedText };
  code: string;
  title: LocalisedText;
  objectives: LocalisedText;
  units: number;
  requiredOutputs: RequiredOfCourse[];
  hasAssessment: boolean;
  topics: ({ kind: SessionKind } & LocalisedText)[];
}

/** One course of each of the memorandum's four themes. */
export const demoCourses: DemoCourse[] = [
  {
    programme: {
      code: 'KCN',
      title: { lo: 'ການຄຸ້ມຄອງນິຄົມອຸດສາຫະກຳ', vi: 'Quản lý khu công nghiệp', en: 'Management of industrial parks' },
      description: {
        lo: 'ການຈັດຕັ້ງ, ການບໍລິການ ແລະ ການກວດກາໃນນິຄົມອຸດສາຫະກຳ ແລະ ເຂດເສດຖະກິດ.',
        vi: 'Tổ chức, dịch vụ và giám sát trong khu công nghiệp và khu kinh tế.',
        en: 'Organisation, services and supervision in industrial parks and economic zones.',
      },
    },
    code: 'KCN-01',
    title: {
      lo: 'ການຄຸ້ມຄອງ ແລະ ດຳເນີນງານນິຄົມອຸດສາຫະກຳ',
      vi: 'Quản lý và vận hành khu công nghiệp',
      en: 'Managing and operating an industrial park',
    },
    objectives: {
      lo: 'ສາມາດວາງແຜນບໍລິການ, ຄິດໄລ່ຄ່າໃຊ້ຈ່າຍ ແລະ ຕິດຕາມນ້ຳເສຍຂອງນິຄົມ.',
      vi: 'Lập được kế hoạch dịch vụ, tính chi phí và theo dõi nước thải của khu công nghiệp.',
      en: 'Plan services, work out costs and monitor the waste water of a park.',
    },
    units: 40,
    requiredOutputs: [{ kind: 'practical_report', count: 1, per: 'group', dueDays: 14 }],
    hasAssessment: true,
    topics: [
      {
        kind: 'lecture',
        lo: 'ກົດໝາຍ ແລະ ແຜນຜັງນິຄົມ',
        vi: 'Pháp luật và quy hoạch khu công nghiệp',
        en: 'Law and planning of parks',
      },
      { kind: 'lecture', lo: 'ການບໍລິການໄຟຟ້າ ແລະ ນ້ຳປະປາ', vi: 'Dịch vụ điện và nước', en: 'Power and water services' },
      { kind: 'lecture', lo: 'ລະບົບບຳບັດນ້ຳເສຍ', vi: 'Hệ thống xử lý nước thải', en: 'Waste water treatment' },
      {
        kind: 'site_visit',
        lo: 'ຢ້ຽມຢາມນິຄົມອຸດສາຫະກຳຕົວຈິງ',
        vi: 'Tham quan khu công nghiệp thực tế',
        en: 'Visit to a working park',
      },
      {
        kind: 'practice',
        lo: 'ການປະຕິບັດຢູ່ຫ້ອງການຄຸ້ມຄອງ',
        vi: 'Thực hành tại ban quản lý',
        en: 'Practice at a park authority',
      },
    ],
  },
  {
    programme: {
      code: 'KKTCK',
      title: { lo: 'ເຂດເສດຖະກິດຊາຍແດນ', vi: 'Khu kinh tế cửa khẩu', en: 'Border economic zones' },
      description: {
        lo: 'ຮູບແບບດຳເນີນງານຂອງເຂດເສດຖະກິດຊາຍແດນ ແລະ ດ່ານຄູ່.',
        vi: 'Mô hình vận hành khu kinh tế cửa khẩu và các cặp cửa khẩu.',
        en: 'How border economic zones and gate pairs are run.',
      },
    },
    code: 'KKT-01',
    title: {
      lo: 'ຮູບແບບດຳເນີນງານເຂດເສດຖະກິດຊາຍແດນ',
      vi: 'Mô hình vận hành khu kinh tế cửa khẩu',
      en: 'Operating models of border economic zones',
    },
    objectives: {
      lo: 'ສາມາດອອກແບບຂັ້ນຕອນຜ່ານດ່ານດຽວ ແລະ ຮູບແບບສາງຮ່ວມ.',
      vi: 'Thiết kế được quy trình một cửa một lần dừng và mô hình kho chung.',
      en: 'Design one-stop procedures and a model of shared warehouses.',
    },
    units: 30,
    requiredOutputs: [{ kind: 'model', count: 2, per: 'run', dueDays: 14 }],
    hasAssessment: false,
    topics: [
      { kind: 'lecture', lo: 'ຂັ້ນຕອນຜ່ານດ່ານດຽວ', vi: 'Quy trình một cửa một lần dừng', en: 'One-stop border procedures' },
      { kind: 'lecture', lo: 'ສາງ ແລະ ການຂົນສົ່ງຜ່ານແດນ', vi: 'Kho bãi và vận tải quá cảnh', en: 'Warehouses and transit' },
      {
        kind: 'site_visit',
        lo: 'ຢ້ຽມຢາມດ່ານ ລາວບາວ–ແດນສະຫວັນ',
        vi: 'Tham quan cửa khẩu Lao Bảo – Densavan',
        en: 'Visit to the Lao Bảo–Densavan gate',
      },
    ],
  },
  {
    programme: {
      code: 'CCU',
      title: { lo: 'ຕ່ອງໂສ້ການສະໜອງ', vi: 'Chuỗi cung ứng', en: 'Supply-chain operations' },
      description: {
        lo: 'ການຄຸ້ມຄອງຕ່ອງໂສ້ການສະໜອງລະຫວ່າງວິສາຫະກິດຂອງສອງປະເທດ.',
        vi: 'Quản lý chuỗi cung ứng giữa doanh nghiệp hai nước.',
        en: 'Managing supply chains between enterprises of both countries.',
      },
    },
    code: 'CCU-01',
    title: {
      lo: 'ການຄຸ້ມຄອງຕ່ອງໂສ້ການສະໜອງຜະລິດຕະພັນກະສິກຳ',
      vi: 'Quản lý chuỗi cung ứng nông sản',
      en: 'Managing agricultural supply chains',
    },
    objectives: {
      lo: 'ສາມາດເກັບກຳຂໍ້ມູນຜູ້ສະໜອງ ແລະ ວິເຄາະຕົ້ນທຶນໂລຊິສຕິກ.',
      vi: 'Thu thập được dữ liệu nhà cung ứng và phân tích chi phí logistics.',
      en: 'Collect supplier data and analyse the cost of logistics.',
    },
    units: 24,
    requiredOutputs: [{ kind: 'dataset', count: 1, per: 'run', dueDays: 21 }],
    hasAssessment: false,
    topics: [
      { kind: 'lecture', lo: 'ແຜນທີ່ຕ່ອງໂສ້ການສະໜອງ', vi: 'Bản đồ chuỗi cung ứng', en: 'Mapping a supply chain' },
      { kind: 'lecture', lo: 'ຕົ້ນທຶນໂລຊິສຕິກ', vi: 'Chi phí logistics', en: 'The cost of logistics' },
      {
        kind: 'practice',
        lo: 'ການເກັບກຳຂໍ້ມູນຜູ້ສະໜອງ',
        vi: 'Thu thập dữ liệu nhà cung ứng',
        en: 'Collecting supplier data',
      },
    ],
  },
  {
    programme: {
      code: 'DCSX',
      title: { lo: 'ສາຍການຜະລິດ', vi: 'Dây chuyền sản xuất', en: 'Production lines' },
      description: {
        lo: 'ການດຳເນີນງານສາຍການຜະລິດສະເພາະ ຢູ່ໂຮງງານຕົວຈິງ.',
        vi: 'Vận hành dây chuyền sản xuất cụ thể tại nhà máy.',
        en: 'Operating specific production lines in working factories.',
      },
    },
    code: 'DCSX-01',
    title: {
      lo: 'ການດຳເນີນງານສາຍການຜະລິດຊີມັງ',
      vi: 'Vận hành dây chuyền sản xuất xi măng',
      en: 'Operating a cement production line',
    },
    objectives: {
      lo: 'ສາມາດອ່ານຕົວຊີ້ວັດພະລັງງານ ແລະ ວາງແຜນບຳລຸງຮັກສາເຕົາເຜົາ.',
      vi: 'Đọc được chỉ số năng lượng và lập kế hoạch bảo dưỡng lò nung.',
      en: 'Read energy figures and plan the maintenance of a kiln.',
    },
    units: 32,
    requiredOutputs: [{ kind: 'practical_report', count: 2, per: 'run', dueDays: 14 }],
    hasAssessment: true,
    topics: [
      { kind: 'lecture', lo: 'ການກະກຽມວັດຖຸດິບ', vi: 'Chuẩn bị nguyên liệu', en: 'Preparing raw materials' },
      { kind: 'lecture', lo: 'ເຕົາເຜົາ ແລະ ພະລັງງານ', vi: 'Lò nung và năng lượng', en: 'The kiln and its energy' },
      { kind: 'practice', lo: 'ການບຳລຸງຮັກສາ', vi: 'Bảo dưỡng', en: 'Maintenance' },
      { kind: 'practice', lo: 'ປະຕິບັດຢູ່ໂຮງງານ', vi: 'Thực hành tại nhà máy', en: 'Practice in a factory' },
    ],
  },
];

export const demoPlaces: Record<'hanoi' | 'danang' | 'laobao' | 'savannakhet', LocalisedText> = {
  hanoi: { lo: 'ນະຄອນຫຼວງຮ່າໂນ້ຍ', vi: 'Thành phố Hà Nội', en: 'Hanoi' },
  danang: { lo: 'ນະຄອນດານັງ', vi: 'Thành phố Đà Nẵng', en: 'Da Nang' },
  laobao: { lo: 'ດ່ານລາວບາວ, ແຂວງກວາງຈິ', vi: 'Cửa khẩu Lao Bảo, tỉnh Quảng Trị', en: 'Lao Bảo gate, Quảng Trị' },
  savannakhet: { lo: 'ແຂວງສະຫວັນນະເຂດ', vi: 'Tỉnh Savannakhet', en: 'Savannakhet Province' },
};
