/** What the memorandum's pilot chains are chosen by: an output says which of them it serves. */
export const criteria = ['needs', 'enterprises', 'product', 'market', 'mechanism_and_law'] as const;
export type Criterion = (typeof criteria)[number];

/** Pairs of border gates, Viet Nam's name first. */
export const gates = [
  'tay_trang_pang_hok',
  'nam_can_nam_kan',
  'cau_treo_nam_phao',
  'cha_lo_na_phao',
  'lao_bao_densavan',
  'la_lay_la_lay',
  'bo_y_phoukeua',
] as const;
export type Gate = (typeof gates)[number];
