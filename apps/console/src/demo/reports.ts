import type { DemoPair } from './demo-output.js';

/** All figures are invented, and say so. */
export const demoReports: DemoPair = [
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
    criteria: ['needs', 'mechanism_and_law'],
    content: {
      problem: {
        lo: 'ນ້ຳເສຍຂອງໂຮງງານຍັງບໍ່ໄດ້ວັດແທກທຸກມື້.',
        vi: 'Nước thải của nhà máy chưa được đo hằng ngày.',
        en: 'Waste water of the works is not measured daily.',
      },
      findings: {
        lo: 'ໃນ 10 ມື້ທີ່ວັດແທກ, 3 ມື້ເກີນມາດຕະຖານ. ຕົວເລກສົມມຸດ.',
        vi: 'Trong 10 ngày đo có 3 ngày vượt chuẩn. Số liệu giả định.',
        en: 'Of ten days measured, three were above the standard. Invented figures.',
      },
      recommendation: {
        lo: 'ຕິດຕັ້ງເຄື່ອງວັດອັດຕະໂນມັດ ແລະ ລາຍງານທຸກອາທິດ.',
        vi: 'Lắp thiết bị đo tự động và báo cáo hằng tuần.',
        en: 'Install a continuous meter and report every week.',
      },
      addressee: 'ຄະນະກຳມະການຄຸ້ມຄອງເຂດ',
    },
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
    criteria: ['product'],
    licence: 'cc_by_sa_4_0',
    content: {
      problem: {
        lo: 'ໃຊ້ໄຟຟ້າຕໍ່ໂຕນສູງກວ່າຄ່າສະເລ່ຍ.',
        vi: 'Điện dùng cho mỗi tấn cao hơn mức trung bình.',
        en: 'More power is used for a tonne than on average.',
      },
      findings: {
        lo: 'ເຄື່ອງບົດເດີນເປົ່າ 2 ຊົ່ວໂມງຕໍ່ມື້. ຕົວເລກສົມມຸດ.',
        vi: 'Máy nghiền chạy không tải 2 giờ mỗi ngày. Số liệu giả định.',
        en: 'The mill runs empty for two hours a day. Invented figures.',
      },
      recommendation: {
        lo: 'ຢຸດເຄື່ອງບົດອັດຕະໂນມັດເມື່ອບໍ່ມີວັດຖຸດິບ.',
        vi: 'Tự động dừng máy nghiền khi không có liệu.',
        en: 'Stop the mill by itself when nothing is fed.',
      },
    },
  },
];
