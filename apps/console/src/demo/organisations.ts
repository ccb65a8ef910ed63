import type { LocalisedText } from '#libs/kernel';
import type { OrganisationKind } from '#libs/people';

export interface DemoOrganisation {
  code: string;
  parent: string | null;
  kind: OrganisationKind;
  country: 'LA' | 'VN';
  province: string | null;
  name: LocalisedText;
  shortName?: LocalisedText;
}

/** Both institutes and Lao organisations at three levels. The enterprises are invented. */
export const demoOrganisations: DemoOrganisation[] = [
  {
    code: 'MOIT',
    parent: null,
    kind: 'ministry',
    country: 'VN',
    province: null,
    name: {
      lo: 'ກະຊວງອຸດສາຫະກຳ ແລະ ການຄ້າ ຫວຽດນາມ',
      vi: 'Bộ Công Thương',
      en: 'Ministry of Industry and Trade of Viet Nam',
    },
  },
  {
    code: 'VIOIT',
    parent: 'MOIT',
    kind: 'institute',
    country: 'VN',
    province: null,
    name: {
      lo: 'ສະຖາບັນຄົ້ນຄວ້າຍຸດທະສາດ ແລະ ນະໂຍບາຍ ອຸດສາຫະກຳ ແລະ ການຄ້າ',
      vi: 'Viện Nghiên cứu Chiến lược, Chính sách Công Thương',
      en: 'Viet Nam Institute of Strategy and Policy for Industry and Trade',
    },
    shortName: { lo: 'VIOIT', vi: 'VIOIT', en: 'VIOIT' },
  },
  {
    code: 'MOIC',
    parent: null,
    kind: 'ministry',
    country: 'LA',
    province: 'LA-VT',
    name: { lo: 'ກະຊວງອຸດສາຫະກຳ ແລະ ການຄ້າ', vi: 'Bộ Công Thương Lào', en: 'Ministry of Industry and Commerce' },
    shortName: { lo: 'ອຄ', vi: 'BCT Lào', en: 'MOIC' },
  },
  {
    code: 'IICE',
    parent: 'MOIC',
    kind: 'institute',
    country: 'LA',
    province: 'LA-VT',
    name: {
      lo: 'ສະຖາບັນອຸດສາຫະກຳ ແລະ ການຄ້າ',
      vi: 'Viện Công nghiệp và Thương mại',
      en: 'Institute for Industry and Commerce',
    },
    shortName: { lo: 'IICE', vi: 'IICE', en: 'IICE' },
  },
  {
    code: 'MOIC-DIH',
    parent: 'MOIC',
    kind: 'department',
    country: 'LA',
    province: 'LA-VT',
    name: {
      lo: 'ກົມອຸດສາຫະກຳ ແລະ ຫັດຖະກຳ',
      vi: 'Cục Công nghiệp và Thủ công nghiệp',
      en: 'Department of Industry and Handicraft',
    },
  },
  {
    code: 'MOIC-SV',
    parent: 'MOIC',
    kind: 'provincial_office',
    country: 'LA',
    province: 'LA-SV',
    name: {
      lo: 'ພະແນກອຸດສາຫະກຳ ແລະ ການຄ້າ ແຂວງສະຫວັນນະເຂດ',
      vi: 'Sở Công Thương tỉnh Savannakhet',
      en: 'Provincial Office of Industry and Commerce, Savannakhet',
    },
  },
  {
    code: 'MOIC-SV-SP',
    parent: 'MOIC-SV',
    kind: 'district_office',
    country: 'LA',
    province: 'LA-SV',
    name: {
      lo: 'ຫ້ອງການອຸດສາຫະກຳ ແລະ ການຄ້າ ເມືອງເຊໂປນ',
      vi: 'Phòng Công Thương huyện Sepon',
      en: 'District Office of Industry and Commerce, Sepon',
    },
  },
  {
    code: 'MOIC-KH',
    parent: 'MOIC',
    kind: 'provincial_office',
    country: 'LA',
    province: 'LA-KH',
    name: {
      lo: 'ພະແນກອຸດສາຫະກຳ ແລະ ການຄ້າ ແຂວງຄຳມ່ວນ',
      vi: 'Sở Công Thương tỉnh Khammouane',
      en: 'Provincial Office of Industry and Commerce, Khammouane',
    },
  },
  {
    code: 'SAVAN-SENO',
    parent: 'MOIC',
    kind: 'zone_authority',
    country: 'LA',
    province: 'LA-SV',
    name: {
      lo: 'ຄະນະຄຸ້ມຄອງເຂດເສດຖະກິດພິເສດ ສະຫວັນ-ເຊໂນ',
      vi: 'Ban Quản lý Đặc khu kinh tế Savan – Seno',
      en: 'Savan-Seno Special Economic Zone Authority',
    },
  },
  {
    code: 'MPWT',
    parent: null,
    kind: 'ministry',
    country: 'LA',
    province: 'LA-VT',
    name: {
      lo: 'ກະຊວງໂຍທາທິການ ແລະ ຂົນສົ່ງ',
      vi: 'Bộ Giao thông Công chính Lào',
      en: 'Ministry of Public Works and Transport',
    },
    shortName: { lo: 'ຍທຂ', vi: 'BGTCC Lào', en: 'MPWT' },
  },
  {
    code: 'MPWT-TR',
    parent: 'MPWT',
    kind: 'department',
    country: 'LA',
    province: 'LA-VT',
    name: { lo: 'ກົມຂົນສົ່ງ', vi: 'Cục Vận tải', en: 'Department of Transport' },
  },
  {
    code: 'CEMENT-KH',
    parent: 'MOIC',
    kind: 'enterprise',
    country: 'LA',
    province: 'LA-KH',
    name: {
      lo: 'ວິສາຫະກິດຊີມັງ ພູຜາທອງ (ສົມມຸດ)',
      vi: 'Doanh nghiệp xi măng Phou Pha Thong (giả định)',
      en: 'Phou Pha Thong Cement Enterprise (invented)',
    },
  },
];
