import { qrOperators } from '#libs/platform';
import type { CertificatePayload } from '../payload.js';
import { templateValues } from '../texts.js';
import { setBlock, setHolder } from './blocks.js';
import type { Slot } from './outline.js';
import { setRows } from './rows.js';
import { specimenMark } from './specimen.js';
import type { PageInHand, Pieces, Workshop } from './workshop.js';

/** Sets everything of a certificate but what lies under it. Every text fits its place, however long. */
export function setPage(workshop: Workshop, payload: CertificatePayload, isSpecimen: boolean): Pieces {
  const { template, outline, height } = workshop;
  const pieces: string[] = [];
  const values = { vi: templateValues(payload, 'vi'), lo: templateValues(payload, 'lo') };
  const put = (slot: Slot, piece: string) => {
    pieces[slot.content] = piece;
  };
  const page: PageInHand = { ...workshop, values, put };
  for (const block of template.layout.texts) setBlock(page, block);
  setHolder(page);
  setRows(page);
  const code = qrOperators(payload.verificationUrl, template.layout.qr, height);
  put(outline.qr, `/Figure <</MCID ${outline.qr.content}>> BDC\n${code}\nEMC`);
  if (isSpecimen) put(outline.specimen, specimenMark(workshop));
  return pieces;
}
