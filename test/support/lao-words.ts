// Words that go wrong first when Lao is shaped or encoded carelessly. Each is one line of a test document.
export const hardWords: readonly string[] = [
  // SARA AM alone and with each tone, on tall, low and wide letters
  ...['ກຳ', 'ນຳ', 'ຄຳ', 'ທຳ', 'ສຳ', 'ນ້ຳ', 'ຊ້ຳ', 'ຄ່ຳ', 'ຕ່ຳ', 'ຈ້ຳ', 'ຢ້ຳ', 'ຟ້ຳ', 'ຝ່ຳ', 'ປ້ຳ', 'ດຳ', 'ປໍ້າ'],
  // the same words in other spellings: decomposed, tone after AM, tone before NIKHAHIT
  ...['ກໍາ', 'ນໍ້າ', 'ນຳ້', 'ນ້ໍາ', 'ນໍາ້', 'ຄໍາມ່ວນ', 'ບໍລິຄໍາໄຊ'],
  // clusters with HO
  ...['ໝໍ້', 'ໝູ່', 'ໝື່ນ', 'ໜຶ່ງ', 'ໜ້າ', 'ໜັງສື', 'ຫມູ່', 'ຫນຶ່ງ', 'ຫຼວງ', 'ຫຼື', 'ຫຼ້ຳ', 'ຫຼິ້ນ', 'ຫງ່ຽງ', 'ຫຍ້າ', 'ຫວັດ'],
  // two marks above, and one above with one below
  ...[
    'ຜູ້',
    'ທີ່',
    'ຂຶ້ນ',
    'ພື້ນ',
    'ເຊື່ອ',
    'ເມື່ອ',
    'ເລື່ອງ',
    'ກຸ່ມ',
    'ກຸ້ງ',
    'ຄົ້ນ',
    'ບໍ່',
    'ຕົ້ນ',
    'ສົ່ງ',
    'ຢູ່',
    'ຈັ່ງ',
    'ກໍ່',
    'ເຂັ້ມ',
    'ສັ້ນ',
    'ເງິ່ນ',
  ],
  // tone typed before the vowel
  ...['ທ່ີ', 'ຂ້ຶນ', 'ຜູ້'],
  // repetition, ellipsis, cancellation
  ...['ຕ່າງໆ', 'ເລື້ອຍໆ', 'ທຸກໆ', 'ສປປ ລາວ ຯລຯ', 'ສາທາລະນະລັດຯ', 'ອັງກິດ໌', 'ເບີກເນີ'],
  // long words without spaces
  'ປະຊາທິປະໄຕ',
  'ຝຶກອົບຮົມການຄຸ້ມຄອງນິຄົມອຸດສາຫະກຳ',
  'ໃບຢັ້ງຢືນສຳເລັດການຝຶກອົບຮົມ',
  'ສັນຕິພາບ ເອກະລາດ ປະຊາທິປະໄຕ ເອກະພາບ ວັດທະນະຖາວອນ',
  // mixed with Latin, Vietnamese and digits
  'KCN-01/2026 ນິຄົມ VITA Park ໂຊນ 2',
  'ຊຸດທີ 3 (ແຕ່ 02/03/2026 ຫາ 27/03/2026)',
  'Nguyễn Thị Phượng ແລະ ທ້າວ ບຸນມີ',
  'Khóa bồi dưỡng “Quản lý khu công nghiệp” – ຫຼັກສູດ',
  'ວັນທີ ໑໕ ມີນາ 2026, ເລກທີ 15/QĐ-VIOIT',
  'Đường Trường Sơn, ຖະໜົນໄກສອນ ພົມວິຫານ, ຄ່າ 25.000₫ / ₭1.250.000',
];

const CONSONANTS = 'ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮໜໝ';
const TONES = ['', '\u0EC8', '\u0EC9', '\u0ECA', '\u0ECB'];
// C consonant, T tone.
const RHYMES = 'CTາ CTຳ CິT CີT CຶT CືT CຸT CູT CັTນ CົTນ CໍT ເCົTາ ເCັTນ ເCຶTອ ເCີTຍ ໄCT ແCT CຽTນ ຫຼTາ'.split(' ');

/** Every consonant with every rhyme and tone. */
export const syllables: readonly string[] = [
  ...new Set(
    [...CONSONANTS].flatMap((consonant) =>
      TONES.flatMap((tone) => RHYMES.map((rhyme) => rhyme.replace('C', consonant).replace('T', tone))),
    ),
  ),
];
