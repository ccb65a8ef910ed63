import type { LocalisedText } from '#libs/kernel';
import { acceptanceFields } from '#libs/outputs';
import type { OutputKind } from '#libs/training';

interface DemoOutput {
  title: LocalisedText;
  summary: LocalisedText;
  sector: string;
  province: string | null;
  zone: string | null;
  accessLevel: 'public' | 'partners' | 'restricted';
  gate?: string;
  enterprises?: string[];
  criteria: string[];
  licence?: string;
  content: Record<string, unknown>;
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
      gate: 'lao_bao_densavan',
      criteria: ['needs', 'mechanism_and_law'],
      content: {
        purpose: {
          lo: 'ໃຫ້ລົດບັນທຸກຢຸດກວດຄັ້ງດຽວ ແທນສອງຄັ້ງ.',
          vi: 'Để xe tải chỉ dừng kiểm tra một lần thay vì hai.',
          en: 'Trucks stop for one check instead of two.',
        },
        context: {
          lo: 'ດ່ານຄູ່ໜຶ່ງ, ສອງພາສີ, ສາງດຽວ.',
          vi: 'Một cặp cửa khẩu, hai hải quan, một bãi chung.',
          en: 'One pair of gates, two customs offices, one shared yard.',
        },
        steps: [
          {
            title: { lo: 'ສົ່ງເອກະສານລ່ວງໜ້າ', vi: 'Gửi hồ sơ trước', en: 'Papers are sent ahead' },
            description: {
              lo: 'ຢ່າງໜ້ອຍ 4 ຊົ່ວໂມງກ່ອນລົດມາຮອດ.',
              vi: 'Ít nhất 4 giờ trước khi xe đến.',
              en: 'At least four hours before the truck arrives.',
            },
            role: 'ບໍລິສັດຂົນສົ່ງ',
          },
          {
            title: { lo: 'ກວດຮ່ວມກັນໃນສາງ', vi: 'Kiểm tra chung tại bãi', en: 'One check in the shared yard' },
            description: {
              lo: 'ເຈົ້າໜ້າທີ່ສອງຝ່າຍເປີດ ແລະ ປິດກາຈ້ຳພ້ອມກັນ.',
              vi: 'Cán bộ hai bên cùng mở và niêm phong lại.',
              en: 'Officers of both sides open and seal it together.',
            },
            role: 'Hải quan hai bên',
          },
        ],
        roles: [
          {
            name: { lo: 'ຫົວໜ້າສາງຮ່ວມ', vi: 'Trưởng bãi chung', en: 'Head of the shared yard' },
            duties: {
              lo: 'ຈັດຄິວ ແລະ ບັນທຶກເວລາລໍຖ້າ.',
              vi: 'Xếp hàng chờ và ghi thời gian chờ.',
              en: 'Keeps the queue and writes down waiting times.',
            },
          },
        ],
        indicators: [
          {
            name: { lo: 'ເວລາລໍຖ້າຂອງລົດ', vi: 'Thời gian chờ của xe', en: 'Waiting time of a truck' },
            unit: 'phút',
            target: 90,
            measured: 118,
          },
          {
            name: { lo: 'ລົດທີ່ຖືກກວດສອງຄັ້ງ', vi: 'Xe bị kiểm tra hai lần', en: 'Trucks checked twice' },
            unit: '%',
            target: 5,
          },
        ],
      },
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
      gate: 'lao_bao_densavan',
      criteria: ['enterprises', 'market'],
      content: {
        purpose: {
          lo: 'ໃຫ້ວິສາຫະກິດຂະໜາດນ້ອຍມີສາງໂດຍບໍ່ຕ້ອງສ້າງເອງ.',
          vi: 'Để doanh nghiệp nhỏ có kho mà không phải tự xây.',
          en: 'Small enterprises store goods without building.',
        },
        steps: [
          {
            title: { lo: 'ຈອງພື້ນທີ່ຕໍ່ອາທິດ', vi: 'Đặt chỗ theo tuần', en: 'Space is booked by the week' },
            description: {
              lo: 'ຄ່າບໍລິການຕາມຕາຕະລາງດຽວກັນທັງສອງຝັ່ງ.',
              vi: 'Phí theo một biểu chung cho cả hai bên.',
              en: 'Fees follow one table on both sides.',
            },
            role: 'ຜູ້ບໍລິຫານສາງ',
          },
        ],
        indicators: [
          {
            name: { lo: 'ອັດຕາການນຳໃຊ້ສາງ', vi: 'Tỷ lệ sử dụng kho', en: 'Share of the space in use' },
            unit: '%',
            target: 70,
            measured: 64,
          },
        ],
      },
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
  ],
};

export const demoReview = acceptanceFields.parse({
  rubric: { usable: 3, correct: 3, documented: 2, in_both_languages: 3, no_personal_data: 3 },
  note: 'Dùng được ngay; nên nói rõ hơn cách thu thập số liệu.',
});

export const suppliersCsv = `ລຳດັບ,ຊື່,ແຂວງ,ໂຕນຕໍ່ເດືອນ (ສົມມຸດ)
1,ກຸ່ມຜະລິດ ບ້ານນາໄຊ,ສະຫວັນນະເຂດ,42.5
2,ກຸ່ມຜະລິດ ບ້ານໂພນສິມ,ສະຫວັນນະເຂດ,18
3,ສະຫະກອນ ນ້ຳງື່ມ,ຄຳມ່ວນ,63.2
`;
