import { allowed, type Decision, denied, firstDenial } from '#libs/kernel';
import type { RollFacts } from '../roll.rules.js';

/** Lines on one page: as many as leave room for a hand to sign. */
export const linesPerPage = 18;

/** Scans of one sheet: each page twice, on the longest one. */
export const mostScans = 40;

/** The order of names, cut into pages. */
export const pagesOf = (enrolmentIds: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(enrolmentIds.length / linesPerPage) }, (_, page) =>
    enrolmentIds.slice(page * linesPerPage, (page + 1) * linesPerPage),
  );

/** Paper is printed before a session, and after it for those who come to sign. */
export const mayPrint = ({ isCancelled }: RollFacts, people: number): Decision =>
  firstDenial(isCancelled ? denied('session.is_cancelled') : allowed, people === 0 ? denied('sheet.nobody') : allowed);

/** Pages of sheets that are printed together. */
export const mostPages = 300;

export const mayPrintAhead = (sessions: number, people: number, pagesOfEach: number): Decision =>
  firstDenial(
    sessions === 0 ? denied('sheet.nothing_ahead') : allowed,
    people === 0 ? denied('sheet.nobody') : allowed,
    sessions * pagesOfEach > mostPages ? denied('sheet.too_many_pages', { most: mostPages }) : allowed,
  );

/** Also after the roll is closed: corrections are argued with it. */
export const mayAttach = (scans: number): Decision =>
  scans >= mostScans ? denied('sheet.too_many_scans', { most: mostScans }) : allowed;

/** What a closed roll rests on stays. */
export const mayTakeAway = ({ closedAt }: RollFacts): Decision =>
  closedAt ? denied('attendance.roll_closed') : allowed;
