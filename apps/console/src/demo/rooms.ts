import type { LocalisedText } from '#libs/kernel';
import type { RoomKind } from '#libs/training';
import type { demoPlaces } from './courses.js';

export interface DemoRoom {
  code: string;
  at: keyof typeof demoPlaces;
  kind: RoomKind;
  name: LocalisedText;
  place: LocalisedText;
  country: 'LA' | 'VN';
  province: string | null;
  zone?: string;
  capacity: number;
  /** Code of the organisation that receives visitors, and its invented voice. */
  host?: { organisation: string | null; name: string; phone: string };
  /** Closed from so many days after today, for so many days, and why. */
  closed?: [inDays: number, days: number, reason: string];
}

/** Where the story is taught, and what is visited. Of each place the first room and the first site are used. */
export const demoRooms: DemoRoom[] = [
  {
    code: 'HN-A301',
    at: 'hanoi',
    kind: 'room',
    name: { lo: 'ຫ້ອງຮຽນ A301', vi: 'Giảng đường A301', en: 'Lecture room A301' },
    place: { lo: 'ຕຶກ A, ນະຄອນຫຼວງຮ່າໂນ້ຍ', vi: 'Nhà A, Thành phố Hà Nội', en: 'Building A, Hanoi' },
    country: 'VN',
    province: null,
    capacity: 45,
  },
  {
    code: 'HN-A302',
    at: 'hanoi',
    kind: 'room',
    name: { lo: 'ຫ້ອງສຳມະນາ A302', vi: 'Phòng hội thảo A302', en: 'Seminar room A302' },
    place: { lo: 'ຕຶກ A, ນະຄອນຫຼວງຮ່າໂນ້ຍ', vi: 'Nhà A, Thành phố Hà Nội', en: 'Building A, Hanoi' },
    country: 'VN',
    province: null,
    capacity: 16,
    closed: [12, 20, 'Thay hệ thống chiếu sáng và máy chiếu'],
  },
  {
    code: 'DN-H1',
    at: 'danang',
    kind: 'room',
    name: { lo: 'ຫ້ອງປະຊຸມ 1', vi: 'Hội trường 1', en: 'Hall 1' },
    place: { lo: 'ສູນຝຶກອົບຮົມ, ນະຄອນດານັງ', vi: 'Trung tâm đào tạo, Thành phố Đà Nẵng', en: 'Training centre, Da Nang' },
    country: 'VN',
    province: null,
    capacity: 40,
  },
  {
    code: 'DN-KCN',
    at: 'danang',
    kind: 'site',
    name: {
      lo: 'ນິຄົມອຸດສາຫະກຳ ຮ່ວາແຄ້ງ',
      vi: 'Khu công nghiệp Hòa Khánh',
      en: 'Hòa Khánh industrial park',
    },
    place: { lo: 'ນະຄອນດານັງ', vi: 'Thành phố Đà Nẵng', en: 'Da Nang' },
    country: 'VN',
    province: null,
    zone: 'Hòa Khánh',
    capacity: 30,
    host: { organisation: null, name: 'Đặng Quốc Khôi', phone: '+84 236 555 0142' },
  },
  {
    code: 'LB-TT',
    at: 'laobao',
    kind: 'room',
    name: { lo: 'ຫ້ອງຮຽນສູນການຄ້າ', vi: 'Phòng học Trung tâm thương mại', en: 'Classroom of the trade centre' },
    place: { lo: 'ດ່ານລາວບາວ', vi: 'Cửa khẩu Lao Bảo', en: 'Lao Bảo gate' },
    country: 'VN',
    province: null,
    capacity: 25,
  },
  {
    code: 'DSV-CK',
    at: 'laobao',
    kind: 'site',
    name: { lo: 'ດ່ານສາກົນ ແດນສະຫວັນ', vi: 'Cửa khẩu quốc tế Densavan', en: 'Densavan international gate' },
    place: { lo: 'ເມືອງເຊໂປນ, ແຂວງສະຫວັນນະເຂດ', vi: 'Huyện Sepon, tỉnh Savannakhet', en: 'Sepon, Savannakhet' },
    country: 'LA',
    province: 'LA-SV',
    zone: 'Lao Bảo–Densavan',
    capacity: 30,
    host: { organisation: 'MOIC-SV-SP', name: 'ບຸນທະວີ ສີສຸພັນ', phone: '+856 41 555 018' },
  },
  {
    code: 'SVN-01',
    at: 'savannakhet',
    kind: 'room',
    name: { lo: 'ຫ້ອງຝຶກອົບຮົມ ສະຫວັນ-ເຊໂນ', vi: 'Phòng đào tạo Savan – Seno', en: 'Savan-Seno training room' },
    place: { lo: 'ນະຄອນໄກສອນ ພົມວິຫານ', vi: 'Thành phố Kaysone Phomvihane', en: 'Kaysone Phomvihane City' },
    country: 'LA',
    province: 'LA-SV',
    zone: 'Savan-Seno',
    capacity: 24,
    host: { organisation: 'SAVAN-SENO', name: 'ຄຳພອນ ແສງມະນີ', phone: '+856 41 555 077' },
  },
  {
    code: 'KM-XM',
    at: 'savannakhet',
    kind: 'site',
    name: {
      lo: 'ໂຮງງານຊີມັງ ພູຜາທອງ (ສົມມຸດ)',
      vi: 'Nhà máy xi măng Phou Pha Thong (giả định)',
      en: 'Phou Pha Thong cement works (invented)',
    },
    place: { lo: 'ແຂວງຄຳມ່ວນ', vi: 'Tỉnh Khammouane', en: 'Khammouane' },
    country: 'LA',
    province: 'LA-KH',
    capacity: 20,
    host: { organisation: 'CEMENT-KH', name: 'ສຸລິຍາ ພົມມະຈັນ', phone: '+856 51 555 033' },
    closed: [40, 14, 'ຢຸດເຕົາເຜົາເພື່ອບຳລຸງຮັກສາປະຈຳປີ'],
  },
];
