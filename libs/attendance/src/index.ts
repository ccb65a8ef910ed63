/** Rolls, marks and their corrections, rates over all planned units, assessments. Not the timetable (`training`), not who is enrolled (`nominations`). */
import type { EntityClass } from '#libs/platform';
import { Assessment } from './assessment.entity.js';
import { AttendanceConflict } from './attendance-conflict.entity.js';
import { AttendanceCorrection } from './attendance-correction.entity.js';
import { AttendanceEntry } from './attendance-entry.entity.js';
import { AttendanceMark } from './attendance-mark.entity.js';
import { Excuse } from './excuses/excuse.entity.js';
import { ExcuseOpening } from './excuses/excuse-opening.entity.js';
import { SheetScan } from './paper/sheet-scan.entity.js';
import { SignInSheet } from './paper/sign-in-sheet.entity.js';
import { Roll } from './roll.entity.js';

export { mayAssess } from './assessment.rules.js';
export { AssessmentLookup } from './assessment-lookup.js';
export type { Assessed, AssessmentRow } from './assessments.repository.js';
export { AssessmentsService, type RunAssessments } from './assessments.service.js';
export {
  type AssessmentFields,
  assessmentFields,
  assessmentRows,
  type ConflictQuery,
  type CorrectionFields,
  type CorrectionQuery,
  conflictQuery,
  correctionFields,
  correctionQuery,
  type MarkFields,
  markFields,
  markStatusField,
  type ResolutionFields,
  type RollClosingFields,
  type RollSyncFields,
  resolutionFields,
  rollClosingFields,
  rollFields,
  rollSyncFields,
} from './attendance.fields.js';
export { AttendanceModule } from './attendance.module.js';
export { assessmentAccess, attendanceAccess, excuseAccess } from './attendance.policy.js';
export {
  type MarkSource,
  type MarkStatus,
  markSources,
  markStatuses,
  type Rate,
  reaches,
  unitsToSpare,
} from './attendance.rules.js';
export { AttendanceWaiting } from './attendance-waiting.js';
export { type CheckInCode, CheckInCodes } from './check-in/check-in-codes.js';
export { type CheckInScreen, CheckInsService, type ScannedCode } from './check-in/check-ins.service.js';
export { byExcuse, type CorrectionStatus, correctionStatuses, mayCorrect, mayDecide } from './correction.rules.js';
export type { CorrectionRow, MarkInRun } from './corrections.repository.js';
export { CorrectionsService, type MarkHistory } from './corrections.service.js';
export { type ExcuseFields, type ExcuseQuery, excuseFields, excuseQuery } from './excuses/excuse.fields.js';
export { type ExcuseStatus, excuseStatuses, mayApprove, mayRefuse } from './excuses/excuse.rules.js';
export { ExcuseDecisions } from './excuses/excuse-decisions.service.js';
export { ExcuseDocumentsService } from './excuses/excuse-documents.service.js';
export type { ExcuseRow } from './excuses/excuses.repository.js';
export { type Asking, ExcusesService } from './excuses/excuses.service.js';
export type { GridMark } from './grid/attendance-grid.repository.js';
export { type AttendanceGrid, AttendanceGridService, type PersonAttendance } from './grid/attendance-grid.service.js';
export { SheetDocuments } from './paper/document/sheet-documents.service.js';
export { type SheetEntryFields, sheetEntries } from './paper/sheet.fields.js';
export { SheetScansService } from './paper/sheet-scans.service.js';
export type { SheetRow } from './paper/sheets.repository.js';
export { type SessionSheets, type SheetLine, SheetsService, type SheetView } from './paper/sheets.service.js';
export { SheetsAheadService } from './paper/sheets-ahead.service.js';
export type { EnrolledPerson } from './rates.repository.js';
export { RatesService, type RunAttendance, type RunWarning } from './rates.service.js';
export { isPassing, mayClose, mayMark, opensAt } from './roll.rules.js';
export type { RollHeading, RollLine } from './roll-row.js';
export type { Standing } from './rolls.repository.js';
export { type RollProgress, RollsService, type RollView } from './rolls.service.js';
export type { ConflictRow, Side } from './sync/conflicts.repository.js';
export { ConflictsService, type ConflictView } from './sync/conflicts.service.js';
export { RollCall, type RollsTaken } from './sync/roll-call.js';
export { RollSync, type SyncedOutcome, syncOutcomes } from './sync/roll-sync.js';
export { type Heard, type Testimony, type Witness, Witnesses } from './witnesses.js';

export const attendanceEntities: EntityClass[] = [
  Roll,
  AttendanceMark,
  AttendanceEntry,
  AttendanceConflict,
  AttendanceCorrection,
  Assessment,
  Excuse,
  ExcuseOpening,
  SignInSheet,
  SheetScan,
];
