import { type PdfObjects, reference, textString } from './objects.js';

/** One element of a document's logical structure: what screen readers read, in the order they read it. */
export interface StructureElement {
  /** A standard type: Document, Sect, H1, P, Table, TR, TH, TD, Figure. */
  readonly type: string;
  /** BCP 47; inherited by what is inside. */
  readonly language?: string | undefined;
  /** What a picture says. */
  readonly alternative?: string | undefined;
  /** An attribute object in PDF's own words. */
  readonly attributes?: string | undefined;
  /** Number of the marked content on the page that this element is. */
  readonly content?: number;
  readonly children?: readonly StructureElement[];
}

/**
 * Writes the structure of a page's content; the number of its root. Marked content that belongs to no element must be
 * marked as an artifact in the page itself.
 */
export function writeStructure(objects: PdfObjects, document: StructureElement, page: number): number {
  const root = objects.take();
  const owners: number[] = [];
  const write = (element: StructureElement, parent: number): number => {
    const own = objects.take();
    const children = element.children?.map((child) => reference(write(child, own))) ?? [];
    if (element.content !== undefined) owners[element.content] = own;
    const kids = element.content === undefined ? `[${children.join(' ')}]` : String(element.content);
    const entries = [
      `/Type/StructElem/S/${element.type}/P ${reference(parent)}/K ${kids}`,
      element.content === undefined ? '' : `/Pg ${reference(page)}`,
      element.language ? `/Lang (${element.language})` : '',
      element.alternative ? `/Alt ${textString(element.alternative)}` : '',
      element.attributes ? `/A <<${element.attributes}>>` : '',
    ];
    return objects.write(`<<${entries.join('')}>>`, own);
  };
  const top = write(document, root);
  const parents = objects.write(
    `<</Nums [0 [${Array.from(owners, (owner) => (owner ? reference(owner) : 'null')).join(' ')}]]>>`,
  );
  return objects.write(
    `<</Type/StructTreeRoot/K ${reference(top)}/ParentTree ${reference(parents)}/ParentTreeNextKey 1>>`,
    root,
  );
}
