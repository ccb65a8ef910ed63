/** Invented people: common given names and family names, combined so that nobody real is meant. */
export interface DemoName {
  lao: string;
  latin: string;
  sex: 'female' | 'male';
}

const women: [string, string][] = [
  ['ມະນີຈັນ', 'Manichanh'],
  ['ດາວວອນ', 'Daovone'],
  ['ສຸພາພອນ', 'Souphaphone'],
  ['ຈັນສຸກ', 'Chansouk'],
  ['ບົວຈັນ', 'Bouachanh'],
  ['ນ້ຳຝົນ', 'Namfon'],
  ['ອຳພອນ', 'Amphone'],
  ['ວຽງສະຫວັນ', 'Viengsavanh'],
  ['ແສງດາວ', 'Sengdao'],
  ['ລັດສະໝີ', 'Latsamy'],
];
const men: [string, string][] = [
  ['ບຸນມີ', 'Bounmy'],
  ['ສົມສັກ', 'Somsack'],
  ['ຄຳພອນ', 'Khamphone'],
  ['ພູວົງ', 'Phouvong'],
  ['ອານຸສອນ', 'Anousone'],
  ['ທອງໄຊ', 'Thongxay'],
  ['ແກ້ວມະນີ', 'Keomany'],
  ['ຄຳຫຼ້າ', 'Khamla'],
  ['ສີສະຫວາດ', 'Sisavath'],
  ['ວົງພະຈັນ', 'Vongphachanh'],
];
const families: [string, string][] = [
  ['ສີສຸວັນ', 'Sisouvanh'],
  ['ພົມມະຈັນ', 'Phommachanh'],
  ['ວົງສາ', 'Vongsa'],
  ['ຈັນທະລາ', 'Chanthala'],
  ['ອິນທະວົງ', 'Inthavong'],
  ['ໄຊຍະວົງ', 'Xayavong'],
  ['ຫຼວງລາດ', 'Luanglath'],
];

const nameOf = (given: [string, string], family: [string, string] | undefined, sex: DemoName['sex']): DemoName => ({
  lao: family ? `${given[0]} ${family[0]}` : given[0],
  latin: family ? `${given[1]} ${family[1]}` : given[1],
  sex,
});

/** `count` names, no two alike; every tenth person has one name only, as many Lao do. */
export const demoNames = (count: number): DemoName[] =>
  Array.from({ length: count }, (_, index) => {
    const isWoman = index % 5 < 2;
    const given = isWoman ? women : men;
    // Two women, then three men: ten given names and seven family names only meet again after seventy of one sex.
    const nth = Math.floor(index / 5) * (isWoman ? 2 : 3) + (index % 5) - (isWoman ? 0 : 2);
    const family = index % 10 === 9 && index < 50 ? undefined : families[nth % families.length];
    return nameOf(given[nth % given.length]!, family, isWoman ? 'female' : 'male');
  });

/** Vietnamese lecturers and coordinators. */
export const vietnameseNames = ['Nguyễn Thị Phương', 'Trần Quốc Bảo', 'Lê Hoàng Yến', 'Đặng Minh Đức'];
