// Whom and what the journeys are about. All invented; every name is written in its own script and as in a passport.

/** `{lo, vi, en}` as bodies and forms take it. */
export interface Words {
  lo: string;
  vi: string;
  en: string;
}

export const password = 'ລະຫັດຜ່ານ-rất-dài-2026';

export const organisations = {
  MOIC: {
    kind: 'ministry',
    country: 'LA',
    name: { lo: 'ກະຊວງອຸດສາຫະກຳ ແລະ ການຄ້າ', vi: 'Bộ Công Thương Lào', en: 'Ministry of Industry and Commerce' },
  },
  MPWT: {
    kind: 'ministry',
    country: 'LA',
    name: {
      lo: 'ກະຊວງໂຍທາທິການ ແລະ ຂົນສົ່ງ',
      vi: 'Bộ Công chính và Vận tải Lào',
      en: 'Ministry of Public Works and Transport',
    },
  },
  IICE: {
    kind: 'institute',
    country: 'LA',
    name: { lo: 'ສະຖາບັນອຸດສາຫະກຳ ແລະ ການຄ້າ', vi: 'Viện Công Thương Lào', en: 'Institute of Industry and Commerce' },
  },
  VIOIT: {
    kind: 'institute',
    country: 'VN',
    name: {
      lo: 'ສະຖາບັນຄົ້ນຄວ້າຍຸດທະສາດ',
      vi: 'Viện Nghiên cứu Chiến lược, Chính sách Công Thương',
      en: 'Institute of Strategy and Policy',
    },
  },
} as const;

export type OrganisationCode = keyof typeof organisations;

/** Accounts in the order they are opened; the instructor's and the trainee's are invited by VIOIT. */
export const staff = {
  moic: { name: 'ນາງ ພອນສຸກ ແກ້ວວົງໄຊ', role: 'nominator', of: 'MOIC', language: 'lo' },
  mpwt: { name: 'ທ້າວ ສຸກສະຫວັນ ພູຄຳ', role: 'nominator', of: 'MPWT', language: 'lo' },
  iice: { name: 'ນາງ ວັນນະພາ ສຸກສົມບູນ', role: 'lao_coordinator', of: 'IICE', language: 'lo' },
  vioit: { name: 'Phạm Thu Trang', role: 'vn_coordinator', of: 'VIOIT', language: 'vi' },
  chair: { name: 'ທ່ານ ຄຳສິງ ອຸດົມສຸກ', role: 'lao_co_chair', of: 'IICE', language: 'lo' },
} as const satisfies Record<string, { name: string; role: string; of: OrganisationCode; language: 'lo' | 'vi' | 'en' }>;

export const instructor = { name: 'Nguyễn Thị Phương', of: 'VIOIT', language: 'vi', sex: 'female' } as const;

/** In the order their ministry nominates them. */
export const nominees = [
  {
    of: 'MOIC',
    fullName: 'ນາງ ແສງດາວ ໄຊຍະວົງ',
    fullNameLatin: 'Sengdao Xayavong',
    sex: 'female',
    birthDate: '1988-04-14',
  },
  { of: 'MOIC', fullName: 'ທ້າວ ບຸນມີ ພົມມະຈັນ', fullNameLatin: 'Bounmy Phommachanh', sex: 'male', birthDate: '1979-11-02' },
  {
    of: 'MOIC',
    fullName: 'ນາງ ນ້ຳຝົນ ຫຼວງພັກດີ',
    fullNameLatin: 'Namfone Luangphakdy',
    sex: 'female',
    birthDate: '1992-07-30',
  },
  { of: 'MOIC', fullName: 'ທ້າວ ຄຳຫລ້າ', fullNameLatin: 'Khamla', sex: 'male', birthDate: '1985-01-19' },
  { of: 'MPWT', fullName: 'ທ້າວ ວິໄລ ສີສຸພັນ', fullNameLatin: 'Vilay Sisouphanh', sex: 'male', birthDate: '1990-09-09' },
  {
    of: 'MPWT',
    fullName: 'ນາງ ມະນີວັນ ແກ້ວປະເສີດ',
    fullNameLatin: 'Manivanh Keopaseuth',
    sex: 'female',
    birthDate: '1983-12-25',
  },
] as const;

export const position = { lo: 'ຫົວໜ້າພະແນກ', vi: 'Trưởng phòng', en: 'Head of division' };

export const programme = {
  code: 'KCN',
  title: {
    lo: 'ການຄຸ້ມຄອງນິຄົມອຸດສາຫະກຳ',
    vi: 'Vận hành khu công nghiệp',
    en: 'Running industrial parks',
  },
};

export const course = {
  code: 'KCN-01',
  title: {
    lo: 'ການຄຸ້ມຄອງ ແລະ ດຳເນີນງານນິຄົມອຸດສາຫະກຳ',
    vi: 'Quản lý và vận hành khu công nghiệp',
    en: 'Management and operation of industrial parks',
  },
  units: 24,
  attendanceThreshold: 80,
  hasAssessment: true,
  requiredOutputs: [{ kind: 'practical_report', count: 1, per: 'run', dueDays: null }],
};

/** Nominations from 2 to 20 March, held from 6 to 8 April 2026. */
export const run = {
  code: 'KCN-01/1',
  place: { lo: 'ດ່ານັງ', vi: 'Đà Nẵng', en: 'Da Nang' },
  startsOn: '2026-04-06',
  endsOn: '2026-04-08',
  nominationOpensOn: '2026-03-02',
  nominationClosesOn: '2026-03-20',
  capacity: 4,
};

/** More than the capacity together: whoever is confirmed first has the seat. */
export const quotas: Record<'MOIC' | 'MPWT', number> = { MOIC: 3, MPWT: 2 };

export const sessions = [
  { on: '2026-04-06', topic: { lo: 'ພາບລວມຂອງນິຄົມ', vi: 'Tổng quan khu công nghiệp', en: 'Parks at a glance' } },
  { on: '2026-04-07', topic: { lo: 'ການບໍລິການນັກລົງທຶນ', vi: 'Dịch vụ cho nhà đầu tư', en: 'Serving investors' } },
  { on: '2026-04-08', topic: { lo: 'ຢ້ຽມຢາມໂຮງງານ', vi: 'Thăm nhà máy', en: 'A visit to a plant' } },
];

/** Of each session. */
export const units = 8;

export const output = {
  kind: 'practical_report',
  title: {
    lo: 'ບົດລາຍງານການປັບປຸງການບໍລິການໜ້າດ່ານ',
    vi: 'Báo cáo cải tiến dịch vụ tại cửa khẩu',
    en: 'Report on better service at the gate',
  },
  summary: {
    lo: 'ຂັ້ນຕອນທີ່ວັດແທກແລ້ວຢູ່ດ່ານ ລາວບາວ',
    vi: 'Các bước đã đo tại cửa khẩu Lao Bảo',
    en: 'Steps measured at Lao Bao',
  },
  sector: 'cross_sector',
  accessLevel: 'public',
  content: {
    kind: 'practical_report',
    problem: { lo: 'ລົດບັນທຸກລໍຖ້າດົນ', vi: 'Xe tải chờ lâu', en: 'Trucks wait for long' },
    findings: { lo: 'ກວດເອກະສານສອງຄັ້ງ', vi: 'Hồ sơ bị kiểm tra hai lần', en: 'Papers are checked twice' },
    recommendation: { lo: 'ກວດຄັ້ງດຽວຮ່ວມກັນ', vi: 'Kiểm tra chung một lần', en: 'Check once, together' },
  },
};

export const outputFile = {
  name: 'ຂັ້ນຕອນ các bước.csv',
  type: 'text/csv',
  content: 'ຂັ້ນຕອນ,bước,minutes\nກວດເອກະສານ,kiểm tra hồ sơ,14\n',
};

export const decision = {
  decisionNumber: '128/QĐ-VIOIT',
  decisionDate: '2026-04-10',
  issuedOn: '2026-04-10',
  issuePlace: { lo: 'ຮ່າໂນ້ຍ', vi: 'Hà Nội', en: 'Hanoi' },
  signatory: {
    nameVi: 'Vũ Đình Long',
    nameLo: 'ວູ ດິງ ລອງ',
    titleVi: 'VIỆN TRƯỞNG',
    titleLo: 'ຜູ້ອຳນວຍການສະຖາບັນ',
  },
};
