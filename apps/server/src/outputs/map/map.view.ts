import { type Gate, gates, zones } from '#libs/outputs';
import { laoProvinces } from '#libs/training';
import { listAddress, type Visit } from '../../web/index.js';
import {
  gatePoints,
  mapHeight,
  mapWidth,
  type Point,
  type Province,
  provincePoints,
  provinceShapes,
  type Zone,
  zonePoints,
} from './lao-map.js';

/** One province, zone or gate as the template draws it. `tone` is a class of the style sheet. */
interface Place {
  path: string | null;
  x: number;
  y: number;
  tone: string;
  label: string;
  href: string | null;
}

const at = ([x, y]: Point) => ({ x, y });

const isAmong = <Value extends string>(all: readonly Value[], value: string | null): value is Value =>
  all.some((one) => one === value);

const provinceOf = (code: Province, more: Pick<Place, 'tone' | 'label' | 'href'>): Place => ({
  path: provinceShapes[code],
  ...at(provincePoints[code]),
  ...more,
});

const frame = { width: mapWidth, height: mapHeight };

interface Placed {
  province: string | null;
  zone: string | null;
  gate: Gate | null;
}

/** Where an output belongs; null when it says of no place. */
export function placeMap(visit: Visit, { province, zone, gate }: Placed) {
  const points = [
    zone && isAmong<Zone>(zones, zone)
      ? { ...at(zonePoints[zone]), tone: 'zone', label: visit.t(`outputs.zone.${zone}`) }
      : null,
    gate && isAmong<Gate>(gates, gate)
      ? { ...at(gatePoints[gate]), tone: 'gate', label: visit.t(`outputs.gate.${gate}`) }
      : null,
  ].filter((point) => point !== null);
  const named = [province && visit.t(`places.province.${province}`), ...points.map(({ label }) => label)].filter(
    Boolean,
  );
  if (named.length === 0) return null;
  return {
    ...frame,
    title: visit.t('shared-output.map.of', { places: named.join(', ') }),
    provinces: laoProvinces.map((code) =>
      provinceOf(code, {
        tone: code === province ? 'chosen' : '',
        label: visit.t(`places.province.${code}`),
        href: null,
      }),
    ),
    points,
  };
}

/** How strongly a province is coloured: 0 for none, then 1 to 4 up to the one with most. */
const depth = (count: number, most: number): number => (count === 0 ? 0 : Math.max(1, Math.ceil((4 * count) / most)));

/**
 * The provinces as a filter of the list: each leads to its outputs under the other filters, the chosen one back to all.
 * `counts` are those of the facet.
 */
export function provinceFacetMap(visit: Visit, address: string, counts: readonly { value: string; count: number }[]) {
  const { page: _, after: __, ...filters } = visit.query;
  const byCode = new Map(counts.map(({ value, count }) => [value, count]));
  const most = Math.max(1, ...byCode.values());
  return {
    ...frame,
    title: visit.t('shared-output.map.facet'),
    isOpen: filters.province !== undefined,
    provinces: laoProvinces.map((code) => {
      const count = byCode.get(code) ?? 0;
      const isChosen = filters.province === code;
      return provinceOf(code, {
        tone: isChosen ? 'chosen' : `depth-${depth(count, most)}`,
        label: visit.t('shared-output.map.count', { place: visit.t(`places.province.${code}`), count }),
        href: count === 0 && !isChosen ? null : listAddress(address, { ...filters, province: isChosen ? null : code }),
      });
    }),
    points: [],
  };
}
