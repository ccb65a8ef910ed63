import { mostPrinted } from '#libs/certificates';
import type { Visit } from '../../web/index.js';

/** Where the choice of paper leads, with what else chooses the certificates. */
export const printForm = (visit: Visit, action: string, chosen: Readonly<Record<string, string | undefined>> = {}) => ({
  action,
  fields: Object.entries(chosen).flatMap(([name, value]) => (value ? [{ name, value }] : [])),
  papers: (['plain', 'printed'] as const).map((value) => ({
    value,
    label: visit.t(`print-files.paper.${value}`),
    hint: visit.t(`print-files.paperHint.${value}`),
  })),
  most: mostPrinted,
});
