import { Refusal } from '../refusal.js';
import { decodeXml, parseXml } from './xml.js';
import type { Zip } from './zip.js';

export interface Relationship {
  /** Full name of the part, without a leading slash. */
  readonly target: string;
  /** Last word of its type: `worksheet`, `styles`, `sharedStrings`. Strict and transitional files share it. */
  readonly type: string;
  readonly isExternal: boolean;
}

/** What a part refers to, by id; nothing when it refers to nothing. Targets outside the file are told, never fetched. */
export async function relationshipsOf(zip: Zip, part: string): Promise<ReadonlyMap<string, Relationship>> {
  const [folder, name] = split(part);
  const path = `${folder}_rels/${name}.rels`;
  const found = new Map<string, Relationship>();
  if (!zip.has(path)) return found;
  await parseXml(zip.read(path), {
    open: (tag, attributes) => {
      if (tag !== 'Relationship') return;
      const { Id = '', Type = '', Target = '', TargetMode } = attributes();
      const target = resolve(folder, decodeXml(Target));
      found.set(decodeXml(Id), { target, type: Type.split('/').at(-1)!, isExternal: TargetMode === 'External' });
      if (found.size > 5000) throw new Refusal('spreadsheet.broken');
    },
  });
  return found;
}

/** Name of the part that is the workbook. Throws for the kinds of workbook that are not read. */
export async function workbookPart(zip: Zip): Promise<string> {
  const relations = await relationshipsOf(zip, '');
  const main = [...relations.values()].find(({ type }) => type === 'officeDocument')?.target;
  if (!main || !zip.has('[Content_Types].xml')) throw new Refusal('spreadsheet.not_a_table', { kind: 'zip' });
  let kind = '';
  await parseXml(zip.read('[Content_Types].xml'), {
    open: (tag, attributes) => {
      if (tag !== 'Override' && tag !== 'Default') return;
      const { PartName = '', ContentType = '' } = attributes();
      const type = ContentType.toLowerCase();
      if (type.endsWith('vbaproject')) kind = 'macros';
      else if (kind !== 'macros' && PartName.replace(/^\//, '').toLowerCase() === main.toLowerCase()) kind = type;
    },
  });
  if (kind.includes('sheet.binary')) throw new Refusal('spreadsheet.binary_workbook');
  if (kind.includes('macro') || zip.has('xl/vbaProject.bin')) throw new Refusal('spreadsheet.macros');
  if (kind && !kind.includes('spreadsheetml')) throw new Refusal('spreadsheet.not_a_table', { kind: 'office' });
  return main;
}

function split(part: string): [folder: string, name: string] {
  const slash = part.lastIndexOf('/') + 1;
  return [part.slice(0, slash), part.slice(slash)];
}

function resolve(folder: string, target: string): string {
  return decodeURI(new URL(target, `part:///${folder}`).pathname).replace(/^\/+/, '');
}
