import type { FieldError } from '#libs/kernel';
import type { CertificateLayout } from '../render/layout.js';

/** What of a part may be moved: millimetres, and points for the size of its letters. */
export type Dimension = 'x' | 'y' | 'width' | 'height' | 'size';

/** A part of a page by its name (`text-title`, `column-main-lo`, `image-logoLaos`) and where it stands. */
export interface Part {
  readonly name: string;
  readonly at: Readonly<Partial<Record<Dimension, number>>>;
}

export type PositionChanges = Readonly<Record<string, Readonly<Partial<Record<Dimension, number | undefined>>>>>;

/** How to reach a part in a layout, and under which keys it keeps its dimensions. */
interface Handle {
  readonly of: Record<string, unknown>;
  readonly keys: Readonly<Partial<Record<Dimension, string>>>;
}

const MM = 72 / 25.4;
const sheets = { portrait: { width: 210, height: 297 }, landscape: { width: 297, height: 210 } } as const;
/** A telephone reads a code of this side from paper. */
const SMALLEST_CODE = 26;
/** Millimetres; what is smaller nobody reads. */
const LEAST_SIDE = 4;

const tenth = (value: number): number => Math.round(value * 10) / 10;
const read = ({ of, keys }: Handle, dimension: Dimension): number => {
  const value = Number(of[keys[dimension]!]);
  return dimension === 'size' ? value : tenth(value / MM);
};

const same = (...names: Dimension[]): Handle['keys'] => Object.fromEntries(names.map((name) => [name, name]));
const box = same('x', 'y', 'width', 'height');

function handlesOf(layout: CertificateLayout): Map<string, Handle> {
  const { texts, columns, holder, rows, qr, images } = layout;
  return new Map<string, Handle>([
    ...Object.entries(columns).flatMap(([name, pair]) =>
      (['vi', 'lo'] as const).map((language): [string, Handle] => [
        `column-${name}-${language}`,
        { of: pair[language], keys: same('x', 'width') },
      ]),
    ),
    ...texts.map((block): [string, Handle] => [
      `text-${block.text}`,
      { of: block, keys: block.in === 'page' ? { ...box, size: 'size' } : same('y', 'height', 'size') },
    ]),
    ['holder', { of: holder, keys: { ...box, size: 'size' } }],
    ['rows', { of: rows, keys: same('y', 'height', 'size') }],
    // The code is a square: its side is its width.
    ['qr', { of: qr, keys: { x: 'x', y: 'y', width: 'size' } }],
    ...images.map((place): [string, Handle] => [`image-${place.name}`, { of: place, keys: box }]),
  ]);
}

export const partsOf = (layout: CertificateLayout): Part[] =>
  [...handlesOf(layout)].map(([name, handle]) => ({
    name,
    at: Object.fromEntries(
      (Object.keys(handle.keys) as Dimension[]).map((dimension) => [dimension, read(handle, dimension)]),
    ),
  }));

/**
 * A layout with some parts elsewhere. What is as it was to a tenth of a millimetre stays as it was exactly. Faults name
 * parts there are none of, what would leave the page and what would be too small; the layout is of use when there are none.
 */
export function moved(
  layout: CertificateLayout,
  changes: PositionChanges,
): { layout: CertificateLayout; faults: FieldError[] } {
  const copy = structuredClone(layout);
  const handles = handlesOf(copy);
  const faults: FieldError[] = [];
  for (const [name, at] of Object.entries(changes)) {
    const handle = handles.get(name);
    for (const [dimension, value] of Object.entries(at) as [Dimension, number | undefined][]) {
      if (value === undefined) continue;
      const pointer = `/positions/${name}/${dimension}`;
      if (!handle?.keys[dimension]) faults.push({ pointer, code: 'certificate_design.unknown_part' });
      else if (value !== read(handle, dimension))
        handle.of[handle.keys[dimension]] = dimension === 'size' ? value : value * MM;
    }
    if (handle) faults.push(...faultsOf(name, handle, sheets[layout.page.orientation]));
  }
  for (const block of [...copy.texts, copy.holder, copy.rows]) block.minSize = Math.min(block.minSize, block.size);
  return { layout: copy, faults };
}

function faultsOf(name: string, handle: Handle, sheet: { width: number; height: number }): FieldError[] {
  const value = (dimension: Dimension) => (handle.keys[dimension] ? read(handle, dimension) : 0);
  const fault = (dimension: Dimension, code: string, args = {}): FieldError => ({
    pointer: `/positions/${name}/${dimension}`,
    code: `certificate_design.${code}`,
    args,
  });
  const side = name === 'qr' ? value('width') : 0;
  const sides = name === 'qr' ? [] : (['width', 'height'] as const).filter((dimension) => handle.keys[dimension]);
  return [
    ...sides
      .filter((dimension) => value(dimension) < LEAST_SIDE)
      .map((dimension) => fault(dimension, 'part_too_small', { millimetres: LEAST_SIDE })),
    ...(name === 'qr' && side < SMALLEST_CODE
      ? [fault('width', 'code_too_small', { millimetres: SMALLEST_CODE })]
      : []),
    ...(value('x') + value('width') > sheet.width
      ? [fault(handle.keys.x ? 'x' : 'width', 'off_the_page', { millimetres: sheet.width })]
      : []),
    ...(value('y') + Math.max(value('height'), side) > sheet.height
      ? [fault('y', 'off_the_page', { millimetres: sheet.height })]
      : []),
  ];
}
