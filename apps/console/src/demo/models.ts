import type { DemoPair } from './demo-output.js';

/** All figures are invented, and say so. */
export const demoModels: DemoPair = [
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
    accessLevel: 'restricted',
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
];
