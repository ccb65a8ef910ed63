import type { StructureElement } from '#libs/platform';
import type { TextBlock } from '../layout.js';
import type { CertificateTemplate } from '../template.js';
import { type ColumnLanguage, columnLanguages } from '../texts.js';

/** A place of the design's reading order: the structure element that a piece of the page belongs to. */
export interface Slot extends StructureElement {
  /** Its number among all pieces of the page, in reading order. */
  readonly content: number;
}

export interface RowSlots {
  readonly label: Slot;
  readonly value: Slot;
}

/** What a design's pages are made of, in reading order, whether a single certificate has it or not. */
export interface Outline {
  readonly document: StructureElement;
  readonly blocks: ReadonlyMap<TextBlock, readonly Slot[]>;
  readonly holder: readonly Slot[];
  /** By language and number of the row. */
  readonly rows: Readonly<Record<ColumnLanguage, readonly RowSlots[]>>;
  readonly qr: Slot;
  readonly specimen: Slot;
}

/** What the picture says to those who do not see it; the code itself stands beside it in letters. */
const QR_SAYS = 'Mã QR xác minh – ລະຫັດ QR ກວດສອບ';

export function outlineOf({ layout }: CertificateTemplate): Outline {
  let pieces = 0;
  const slot = (type: string, more: Partial<StructureElement> = {}): Slot => ({ ...more, type, content: pieces++ });
  const blocks = new Map<TextBlock, Slot[]>();
  const element = (block: TextBlock, language?: string) => {
    const own = slot(block.role === 'heading' ? 'H1' : 'P', { language });
    blocks.set(block, [...(blocks.get(block) ?? []), own]);
    return own;
  };
  const section = (children: StructureElement[], language?: string): StructureElement => ({
    ...{ type: 'Sect', language, children },
  });
  const inColumns = (some: TextBlock[]) =>
    columnLanguages.map((language) =>
      section(
        some.filter((block) => block.in !== 'page').map((block) => element(block)),
        language,
      ),
    );
  const onPage = (some: TextBlock[]) =>
    some.filter((block) => block.in === 'page').map((block) => element(block, block.language));

  const above = layout.texts.filter((block) => block.y < layout.holder.y);
  const below = layout.texts.filter((block) => block.y >= layout.holder.y);
  const head = [...inColumns(above), ...onPage(above)];
  const holder = layout.holder.order.map(() => slot('P'));
  const rows = { vi: rowSlots(), lo: rowSlots() };
  const tables = columnLanguages.map((language) => ({
    ...{ type: 'Table', language },
    children: rows[language].map(({ label, value }) => ({ type: 'TR', children: [label, value] })),
  }));
  const foot = [...inColumns(below), ...onPage(below.filter((block) => block.y < layout.qr.y))];
  const qr = slot('Figure', { alternative: QR_SAYS });
  const last = onPage(below.filter((block) => block.y >= layout.qr.y));
  const specimen = slot('P');
  const children = [...head, section(holder), ...tables, ...foot, qr, ...last, specimen];
  return { document: { type: 'Document', children }, blocks, holder, rows, qr, specimen };

  function rowSlots(): RowSlots[] {
    return layout.rows.order.map(() => ({
      label: slot('TH', { attributes: '/O/Table/Scope/Row' }),
      value: slot('TD'),
    }));
  }
}

/** The part of an outline that a page has: elements without a piece are left out, and what is empty then. */
export function structureOf(element: StructureElement, has: (content: number) => boolean): StructureElement | null {
  if (element.content !== undefined) return has(element.content) ? element : null;
  const children = (element.children ?? []).flatMap((child) => structureOf(child, has) ?? []);
  return children.length > 0 ? { ...element, children } : null;
}
