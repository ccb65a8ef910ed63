/** The sectors of the memorandum to 2030; `cross_sector` is for zones, gates and chains that serve several. */
export const sectors = [
  'materials',
  'chemicals',
  'fertiliser',
  'textiles_leather_footwear',
  'mechanical_engineering',
  'dairy',
  'electronics',
  'agro_processing',
  'power_transmission',
  'renewable_power',
  'cross_sector',
] as const;
export type Sector = (typeof sectors)[number];
