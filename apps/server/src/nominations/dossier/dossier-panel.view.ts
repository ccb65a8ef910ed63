import { isAllowed, isGranted } from '#libs/kernel';
import {
  type Dossier,
  type DossierDocument,
  type DossierStanding,
  dateOf,
  dossierAccess,
  isShownInline,
  typesOf,
} from '#libs/nominations';
import { type DocumentKind, documentKinds } from '#libs/training';
import { sizeWords } from '../../outputs/output-words.js';
import { type Visit, whyNot } from '../../web/index.js';

/** What a file dialog offers. A telephone offers its camera beside its files for any picture; it is never forced. */
const accepts = (kind: DocumentKind): string =>
  [
    ...new Set(
      typesOf(kind).flatMap(
        (type) => ({ jpg: ['image/jpeg'], png: ['image/png'], pdf: ['.pdf'], docx: ['.docx'] })[type],
      ),
    ),
  ].join(',');

const typeWords: Readonly<Record<string, string>> = { pdf: 'PDF', jpg: 'JPEG', png: 'PNG', docx: 'DOCX' };

export const problemWords = (visit: Visit, standing: DossierStanding, kind: DocumentKind): string[] =>
  standing.problems
    .filter((problem) => problem.kind === kind)
    .map(({ code, args }) => visit.t(`dossier.problem.${code}`, args));

/** How a document of the checklist stands, in one badge. */
export function checklistBadge(visit: Visit, standing: DossierStanding, kind: DocumentKind, isHere: boolean) {
  const isRequired = standing.required.includes(kind);
  if (!isHere) {
    const state = isRequired ? 'missing' : 'optional';
    return { text: visit.t(`dossier.state.${state}`), tone: isRequired ? 'bad' : 'neutral' };
  }
  const toLookAt = standing.problems.some((problem) => problem.kind === kind);
  return { text: visit.t(`dossier.state.${toLookAt ? 'look' : 'here'}`), tone: toLookAt ? 'attention' : 'good' };
}

/** One sentence about the whole dossier. */
export const summaryOf = (visit: Visit, { required, missing }: DossierStanding): string => {
  if (missing.length > 0) return visit.t('dossier.lacks', { count: missing.length });
  return visit.t(required.length > 0 ? 'dossier.complete' : 'dossier.nothingRequired');
};

/** Kinds in the order in which they are looked at: what is required, then the others that are there or may be added. */
export const kindsOf = ({ required }: DossierStanding, held: readonly { kind: DocumentKind }[], all: boolean) => [
  ...required,
  ...documentKinds.filter((kind) => !required.includes(kind) && (all || held.some((one) => one.kind === kind))),
];

/** The panel on the page of a nomination, and the page of the dossier. `limit` in bytes. */
export function dossierPanel(visit: Visit, dossier: Dossier, limit: number) {
  const address = `/nominations/${dossier.nominationId}/documents`;
  const mayChange = isAllowed(dossier.mayChange);
  return {
    address,
    missing: dossier.missing,
    summary: summaryOf(visit, dossier),
    /** Told to those who might otherwise look for the forms. */
    why: isGranted(visit.actor, dossierAccess.change) ? whyNot(visit, dossier.mayChange) : null,
    items: kindsOf(dossier, dossier.documents, mayChange).map((kind) => {
      const document = dossier.documents.find((one) => one.kind === kind) ?? null;
      return {
        id: kind,
        kind: visit.t(`dossier.kind.${kind}`),
        isRequired: dossier.required.includes(kind),
        badge: checklistBadge(visit, dossier, kind, document !== null),
        problems: problemWords(visit, dossier, kind),
        document: document && documentView(visit, document),
        upload: mayChange ? uploadForm(visit, kind, document, address, limit) : null,
        remove:
          mayChange && document
            ? {
                form: `remove-${kind}`,
                action: `${address}/${document.id}/removal`,
                label: visit.t('dossier.removeOf', { kind: visit.t(`dossier.kind.${kind}`) }),
              }
            : null,
      };
    }),
    openings: dossier.openings.map(({ kind, party, way, by, at }) => ({
      what: visit.t(`dossier.kind.${kind}`),
      way: visit.t(`dossier.way.${way}`),
      party: visit.t(`nominations.party.${party}`),
      by,
      at,
    })),
  };
}

export const documentView = (visit: Visit, document: DossierDocument) => ({
  name: document.name,
  href: `/nominations/${document.nominationId}/documents/${document.id}`,
  preview: isShownInline(document.mediaType)
    ? `/nominations/${document.nominationId}/documents/${document.id}/preview`
    : null,
  isImage: document.mediaType.startsWith('image/'),
  size: sizeWords(document.size, visit.language),
  uploadedAt: document.uploadedAt,
  dateLabel: dateOf(document.kind) && dateLabel(visit, document.kind),
  date: document.issuedOn ?? document.validUntil,
});

const dateLabel = (visit: Visit, kind: DocumentKind): string =>
  dateOf(kind) === 'validUntil' ? visit.t('dossier.validUntil') : visit.t(`dossier.issuedOn.${kind}`);

function uploadForm(visit: Visit, kind: DocumentKind, before: DossierDocument | null, action: string, limit: number) {
  const name = dateOf(kind);
  const word = visit.t(`dossier.kind.${kind}`);
  return {
    action,
    form: `upload-${kind}`,
    kind,
    label: visit.t(before ? 'dossier.replaceOf' : 'dossier.uploadOf', { kind: word }),
    accept: accepts(kind),
    hint: visit.t('dossier.fileHint', {
      accepted: typesOf(kind)
        .map((type) => typeWords[type])
        .join(', '),
      megabytes: Math.floor(limit / 1024 / 1024),
    }),
    date: name && { name, label: dateLabel(visit, kind), hint: visit.t(`dossier.dateHint.${kind}`) },
  };
}
