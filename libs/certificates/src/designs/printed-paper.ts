import type { TemplateData } from '../render/index.js';
import type { CertificateLayout } from '../render/layout.js';
import type { PrintOffset } from './certificate-design-version.entity.js';

const MM = 72 / 25.4;

/**
 * A design for paper that comes from the press with frame, panels, rules and headings on it: only what differs from
 * certificate to certificate, moved as far as the printer needs.
 */
export function forPrintedPaper(data: TemplateData, { x, y }: PrintOffset): TemplateData {
  const { frame: _frame, ...layout } = data.layout;
  const by = { x: x * MM, y: y * MM };
  const shifted = <T extends { x: number; y: number }>(part: T): T => ({ ...part, x: part.x + by.x, y: part.y + by.y });
  const column = (part: { x: number; width: number }) => ({ ...part, x: part.x + by.x });
  const moved: CertificateLayout = {
    ...layout,
    columns: Object.fromEntries(
      Object.entries(layout.columns).map(([name, { vi, lo }]) => [name, { vi: column(vi), lo: column(lo) }]),
    ),
    panels: [],
    rules: [],
    images: [],
    texts: layout.texts
      .filter(({ preprinted }) => !preprinted)
      .map((block) => ({
        ...block,
        y: block.y + by.y,
        ...(block.in === 'page' ? { x: (block.x ?? 0) + by.x } : {}),
      })),
    holder: shifted(layout.holder),
    rows: { ...layout.rows, y: layout.rows.y + by.y },
    qr: shifted(layout.qr),
  };
  return { ...data, name: `${data.name}, printed paper`, layout: moved };
}
