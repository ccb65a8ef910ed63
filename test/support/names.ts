// Names and phrases as they stand on certificates, enough to compare shapers on: invented, put together from parts.

const LAO_FIRST = 'ບຸນມີ ສົມສັກ ຄຳຫຼ້າ ຄໍາຫລ້າ ພອນສະຫວັນ ນ້ອຍ ວຽງໄຊ ແກ້ວມະນີ ນ້ຳຝົນ ນໍ້າຝົນ ໝັ້ນ ຫມັ້ນ ດາລາ ຈັນທະວົງ ທ່ີ ໄຊຍະສິດ'.split(' ');
const LAO_LAST = 'ສີສະຫວັດ ໄຊຍະວົງ ພົມມະຈັນ ວົງສາ ແສງມະນີ ຫຼວງລາດ ເພັດດາວັນ ອິນທະວົງ ສຸວັນນະພູມ ກຸມມາດີ ເມືອງຈັນ ບຸບຜາ'.split(' ');
const VIETNAMESE_LAST = 'Nguyễn Trần Lê Phạm Hoàng Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý'.split(' ');
const VIETNAMESE_MIDDLE = 'Thị Văn Đức Ngọc Hữu Quỳnh Thanh Bảo Mỹ Kỳ'.split(' ');
const VIETNAMESE_FIRST = 'Phượng An Hằng Tuấn Ỷ Thủy Đạt Huệ Việt Ánh Lễ Vượng'.split(' ');
const LAO_PHRASES = [
  'ພະແນກອຸດສາຫະກຳ ແລະ ການຄ້າ ແຂວງ{}',
  'ຮອງຫົວໜ້າຂະແໜງຄຸ້ມຄອງນິຄົມອຸດສາຫະກຳ {}',
  'ຫຼັກສູດຝຶກອົບຮົມ ການຄຸ້ມຄອງຕ່ອງໂສ້ການສະໜອງ ({})',
];
const VIETNAMESE_PHRASES = [
  'Sở Công Thương tỉnh {}',
  'Phó Trưởng phòng Quản lý khu công nghiệp {}',
  'Khóa bồi dưỡng “{}”',
];
const LAO_PLACES = 'ສະຫວັນນະເຂດ ຄຳມ່ວນ ຫຼວງນ້ຳທາ ຜົ້ງສາລີ ບໍ່ແກ້ວ ຊຽງຂວາງ ອັດຕະປື ໄຊຍະບູລີ ບໍລິຄຳໄຊ ສາລະວັນ'.split(' ');
const VIETNAMESE_PLACES =
  'Quảng Trị,Hà Tĩnh,Nghệ An,Điện Biên,Kon Tum,Thừa Thiên Huế,Đắk Lắk,Lạng Sơn,Bắc Ninh,Cần Thơ'.split(',');

const each = <T>(some: readonly string[], make: (one: string) => T[]): T[] => some.flatMap(make);

export const laoTexts: readonly string[] = [
  ...each(LAO_FIRST, (first) => LAO_LAST.map((last, i) => `${i % 2 ? 'ທ້າວ' : 'ນາງ'} ${first} ${last}`)),
  ...each(LAO_PHRASES, (phrase) => LAO_PLACES.map((place) => phrase.replace('{}', place))),
];

export const vietnameseTexts: readonly string[] = [
  ...each(VIETNAMESE_LAST, (last) =>
    VIETNAMESE_FIRST.flatMap((first, i) => [
      `${last} ${VIETNAMESE_MIDDLE[i % 10]} ${first}`,
      `${last.toUpperCase()} ${VIETNAMESE_MIDDLE[(i + 3) % 10]!.toUpperCase()} ${first.toUpperCase()}`,
    ]),
  ),
  ...each(VIETNAMESE_PHRASES, (phrase) => VIETNAMESE_PLACES.map((place) => phrase.replace('{}', place))),
];
