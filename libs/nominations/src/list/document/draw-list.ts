import { drawDocument } from '#libs/platform';
import {
  drawFoot,
  drawHead,
  drawRow,
  drawSignature,
  drawTableHead,
  headHeight,
  type Room,
  signatureHeight,
} from './list-blocks.js';
import { cellsOf, heightOf, type SetRow } from './list-cells.js';
import type { ListPaper } from './list-paper.js';

const WIDTH = 841.89;
const HEIGHT = 595.28;
const MARGIN = { side: 45, top: 36, bottom: 48 };
// Fonts are embedded as subsets; two thousand people are some two hundred pages.
const MAX_BYTES = 12_000_000;

/** Landscape A4; as many pages as it takes, each with the head of the table and its number. */
export function drawList(paper: ListPaper): Promise<Buffer> {
  const room: Room = { x: MARGIN.side, width: WIDTH - 2 * MARGIN.side };
  const head = cellsOf(
    paper,
    paper.columns.map(({ label }) => label),
    room.width,
    'bold',
  );
  const rows = paper.rows.map((row) => cellsOf(paper, row, room.width, 'regular'));
  const pages = paginate(rows, {
    first: HEIGHT - MARGIN.top - MARGIN.bottom - headHeight(paper, room) - heightOf(head),
    other: HEIGHT - MARGIN.top - MARGIN.bottom - heightOf(head),
    end: signatureHeight(paper, room),
  });
  return drawDocument(
    {
      info: { title: paper.title, author: paper.offices.at(-1) ?? '', createdAt: new Date(paper.createdAt) },
      id: paper.id,
      language: paper.language,
      size: 'A4',
      orientation: 'landscape',
      maxBytes: MAX_BYTES,
    },
    (doc) => {
      for (const [index, page] of pages.entries()) {
        if (index > 0) doc.addPage();
        let y = MARGIN.top;
        if (index === 0) y = drawHead(doc, paper, room, y);
        y = drawTableHead(doc, head, room, y);
        for (const row of page) y = drawRow(doc, row, room, y);
        if (index === pages.length - 1) drawSignature(doc, paper, room, y);
        drawFoot(doc, paper, room, HEIGHT - MARGIN.bottom + 12, index + 1, pages.length);
      }
    },
  );
}

interface Space {
  first: number;
  other: number;
  /** What the end of the list needs beneath its last row. */
  end: number;
}

/** Rows are never cut. A signature never stands alone: the last row goes with it. */
export function paginate(rows: readonly SetRow[], { first, other, end }: Space): SetRow[][] {
  const pages: SetRow[][] = [[]];
  let left = first;
  for (const row of rows) {
    const height = heightOf(row);
    if (height > left && pages.at(-1)!.length > 0) {
      pages.push([]);
      left = other;
    }
    pages.at(-1)!.push(row);
    left -= height;
  }
  const last = pages.at(-1)!;
  if (left < end && last.length > 0) pages.push(last.length > 1 ? [last.pop()!] : []);
  return pages;
}
