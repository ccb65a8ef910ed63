import { z } from 'zod';
import type { Dossier, DossierDocument, DossierStanding, WaitingDossier } from '#libs/nominations';
import { documentKinds } from '#libs/training';
import { nominationResource, nominationSchema } from '../nomination.view.js';

/** The shapes of dossiers in the API. Instants in UTC, dates as YYYY-MM-DD, sizes in bytes. */

const instant = z.iso.datetime();
const kind = z.enum(documentKinds);

export const documentSchema = z.object({
  id: z.string(),
  nominationId: z.string(),
  kind,
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  /** Pixels, of images alone. */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  issuedOn: z.iso.date().nullable(),
  validUntil: z.iso.date().nullable(),
  uploadedAt: instant,
});

const standing = {
  /** What the run asks for. */
  required: z.array(kind),
  missing: z.array(kind),
  /** What should be looked at; it stops nothing by itself. */
  problems: z.array(
    z.object({
      kind,
      code: z.string(),
      args: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
};

export const dossierSchema = z.object({
  nominationId: z.string(),
  ...standing,
  documents: z.array(documentSchema),
  /** Who was given a document, newest first. */
  openings: z.array(
    z.object({
      id: z.string(),
      kind,
      party: z.string(),
      way: z.enum(['download', 'preview']),
      by: z.string().nullable(),
      at: instant,
    }),
  ),
});

/** The nomination, and how whole its dossier is. */
export const waitingDossierSchema = nominationSchema.extend(standing);

const standingResource = ({ required, missing, problems }: DossierStanding) => ({
  required: [...required],
  missing: [...missing],
  problems: problems.map((problem) => ({ ...problem, args: { ...problem.args } })),
});

export const documentResource = (document: DossierDocument): z.output<typeof documentSchema> => ({
  id: document.id,
  nominationId: document.nominationId,
  kind: document.kind,
  name: document.name,
  mediaType: document.mediaType,
  size: document.size,
  sha256: document.sha256,
  width: document.width,
  height: document.height,
  issuedOn: document.issuedOn,
  validUntil: document.validUntil,
  uploadedAt: document.uploadedAt.toISOString(),
});

export const dossierResource = (dossier: Dossier): z.output<typeof dossierSchema> => ({
  nominationId: dossier.nominationId,
  ...standingResource(dossier),
  documents: dossier.documents.map(documentResource),
  openings: dossier.openings.map(({ at, ...opening }) => ({ ...opening, at: at.toISOString() })),
});

export const waitingDossierResource = ({
  nomination,
  standing,
}: WaitingDossier): z.output<typeof waitingDossierSchema> => ({
  ...nominationResource(nomination),
  ...standingResource(standing),
});
