import { z } from 'zod';
import type { RollHeading, SessionSheets, SheetLine, SheetView } from '#libs/attendance';
import { isAllowed } from '#libs/kernel';
import { idField } from '#libs/platform';
import { sizeWords } from '../../outputs/output-words.js';
import { type Visit, whyNot } from '../../web/index.js';
import { markBadge, markLetters, markOptions, sessionTitle } from '../attendance-words.js';
import { markKeys } from './mark-keys.js';

/** `page`: the one whose code was scanned; `scan`: the one to be looked at. */
export const sheetQuery = z.strictObject({
  page: z.coerce.number().int().min(1).max(100).optional(),
  scan: idField().optional(),
});

type SheetQuery = z.output<typeof sheetQuery>;

/** Marks with the letters that the buttons show, and the keys that press them. */
function optionsOf(visit: Visit) {
  const letters = markLetters(visit);
  const keys = markKeys(letters);
  return markOptions(visit).map((option) => ({
    ...option,
    letter: letters[option.value],
    keys: keys[option.value],
    pressedBy: keys[option.value].join(' '),
  }));
}

const headingOf = (visit: Visit, session: RollHeading, here: string) => ({
  title: `${here} · ${session.runCode} ${sessionTitle(visit, session)}`,
  kicker: visit.t('sheets.kicker', { run: session.runCode, number: session.number }),
  topic: session.topic,
  when: session.startsAt,
  breadcrumb: [
    { label: session.runCode, href: `/runs/${session.runId}` },
    { label: visit.t('attendance.title'), href: `/runs/${session.runId}/attendance` },
    {
      label: visit.t('attendance.sessionNumber', { number: session.number }),
      href: `/sessions/${session.sessionId}/roll`,
    },
  ],
});

/** The sheets of one session, and making another. */
export function sheetsPage(visit: Visit, { session, sheets, printing }: SessionSheets, ahead: readonly unknown[]) {
  const heading = headingOf(visit, session, visit.t('sheets.title'));
  return {
    ...heading,
    breadcrumb: [...heading.breadcrumb, { label: visit.t('sheets.title') }],
    action: `/sessions/${session.sessionId}/sign-in-sheets`,
    whyNot: whyNot(visit, printing),
    aheadAction: `/sessions/${session.sessionId}/sign-in-sheets-ahead`,
    ahead: ahead.length,
    aheadDocument: `/runs/${session.runId}/sign-in-sheets.pdf`,
    sheets: sheets.map(({ id, pages, printedAt, printedByName, scans }) => ({
      href: `/sheets/${id}`,
      document: `/sheets/${id}/document.pdf`,
      printedAt,
      by: printedByName,
      people: pages.flat().length,
      pages: pages.length,
      scans,
    })),
  };
}

const lineOf = (visit: Visit, line: SheetLine, number: number, enters: boolean) => ({
  number,
  field: `marks.${line.enrolmentId}`,
  name: line.fullName,
  sub: line.fullNameLatin !== line.fullName ? line.fullNameLatin : '',
  said: line.said?.status ?? '',
  saidBadge: line.said && markBadge(visit, line.said.status),
  isOpen: enters && line.isActive,
  hasLeft: !line.isActive,
  // What stands is said where the paper has not said the same.
  mark: line.mark && line.mark.status !== line.said?.status ? markBadge(visit, line.mark.status) : null,
  conflict: line.mark?.conflictId ? `/attendance-conflicts/${line.mark.conflictId}` : null,
});

/** A sheet: what was scanned of it beside the grid in which it is entered. */
export function sheetPage(visit: Visit, sheet: SheetView, query: SheetQuery, limit: number) {
  const { id, session } = sheet;
  const enters = isAllowed(sheet.entering);
  const address = `/sheets/${id}`;
  const heading = headingOf(visit, session, visit.t('sheets.one'));
  const first = query.page && query.page <= sheet.lines.length ? query.page : 1;
  const shown = sheet.files.find((file) => file.id === query.scan) ?? sheet.files[first - 1] ?? sheet.files[0];
  const before = (index: number) => sheet.pages.slice(0, index).flat().length;
  const lines = sheet.lines.flat();
  return {
    ...heading,
    breadcrumb: [
      ...heading.breadcrumb,
      { label: visit.t('sheets.title'), href: `/sessions/${session.sessionId}/sign-in-sheets` },
      { label: visit.t('sheets.one') },
    ],
    actions: [{ label: visit.t('sheets.document'), href: `${address}/document.pdf`, tone: 'secondary' }],
    printedAt: sheet.printedAt,
    by: sheet.printedByName,
    action: `${address}/entries`,
    enters,
    whyNot: whyNot(visit, sheet.entering),
    isOnlyPage: sheet.lines.length === 1,
    pages: sheet.lines.map((page, index) => ({
      title: visit.t('sheets.page', { page: index + 1, of: sheet.lines.length }),
      id: `page-${index + 1}`,
      lines: page.map((line, row) => lineOf(visit, line, before(index) + row + 1, enters)),
    })),
    options: optionsOf(visit),
    filled: lines.filter(({ said }) => said).length,
    total: lines.filter(({ isActive }) => isActive).length,
    attach: `${address}/scans`,
    fileHint: visit.t('sheets.fileHint', { megabytes: Math.floor(limit / 1024 / 1024) }),
    scans: sheet.files.map((file, index) => ({
      label: visit.t('sheets.scan', { number: index + 1 }),
      name: file.name,
      size: sizeWords(file.size, visit.language),
      uploadedAt: file.uploadedAt,
      isShown: file === shown,
      show: `${address}?scan=${file.id}`,
      download: `${address}/scans/${file.id}`,
      preview: `${address}/scans/${file.id}/preview`,
      isImage: file.mediaType.startsWith('image/'),
      remove: isAllowed(sheet.takingAway) ? `${address}/scans/${file.id}/removal` : null,
      removeForm: `remove-${file.id}`,
    })),
  };
}
