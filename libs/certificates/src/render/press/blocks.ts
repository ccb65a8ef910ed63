import type { TextPlace } from '#libs/platform';
import type { TextBlock } from '../layout.js';
import { columnText, commonText } from '../template.js';
import { columnLanguages } from '../texts.js';
import type { Slot } from './outline.js';
import type { PageInHand } from './workshop.js';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Sets one text of the layout: once on the page, or in both columns at the same size, for they are of equal rank. */
export function setBlock(page: PageInHand, block: TextBlock): void {
  const { template, outline, values, setter } = page;
  const slots = outline.blocks.get(block)!;
  if (block.in === 'page') {
    const box = { x: block.x ?? 0, y: block.y, width: block.width ?? page.width, height: block.height };
    setIn(page, slots[0]!, commonText(template, block.text)(values.vi), box, block, block.language ?? 'vi');
    return;
  }
  const texts = columnLanguages.map((language, i) => ({
    language,
    slot: slots[i]!,
    text: columnText(template, block.text, language)(values[language]).trim(),
    box: { ...template.layout.columns[block.in]![language], y: block.y, height: block.height },
  }));
  const size = Math.min(
    ...texts.map(({ text, box }) => setter.fit(text, block.weight, { ...block, width: box.width }).size),
  );
  const alike = { ...block, size, minSize: Math.min(size, block.minSize) };
  for (const { slot, text, box, language } of texts) setIn(page, slot, text, box, alike, language);
}

/** The holder's names in their scripts, set one under the other in the middle of their box. */
export function setHolder(page: PageInHand): void {
  const { template, outline, values, setter } = page;
  const { holder, colours } = template.layout;
  const names = holder.order
    .map((name, i) => ({ slot: outline.holder[i]!, text: commonText(template, name)(values.vi) }))
    .filter(({ text }) => text.trim() !== '');
  const room = { ...holder, height: holder.height / names.length, maxLines: 3 };
  const fitted = names.map((name) => ({ ...name, fitted: setter.fit(name.text, 'bold', room) }));
  let y = holder.y + (holder.height - fitted.reduce((sum, name) => sum + name.fitted.height, 0)) / 2;
  const look = { colour: colours[holder.colour]!, language: 'vi' };
  for (const { slot, text, fitted: name } of fitted) {
    const place: TextPlace = { x: holder.x, y, width: holder.width, align: 'centre' };
    page.put(slot, setter.text(slot, text, name, place, look));
    y += name.height;
  }
}

function setIn(page: PageInHand, slot: Slot, text: string, box: Box, block: TextBlock, language: string): void {
  if (text === '') return;
  const fitted = page.setter.fit(text, block.weight, { ...block, width: box.width });
  const slack = box.height - fitted.height;
  const y = box.y + (block.stand === 'top' ? 0 : block.stand === 'bottom' ? slack : slack / 2);
  const place: TextPlace = { x: box.x, y, width: box.width, align: block.align };
  const colour = page.template.layout.colours[block.colour]!;
  page.put(slot, page.setter.text(slot, text, fitted, place, { colour, language }));
}
