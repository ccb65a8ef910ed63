/** Programmes, courses, their dated runs with seats and quotas, and the timetable of each. Not who sits in them: that is `nominations`. */
import type { EntityClass } from '#libs/platform';
import { Course } from './course.entity.js';
import { CalendarLink, type FeedKind, feedKinds } from './feeds/calendar-link.entity.js';
import { SessionInvitation } from './feeds/session-invitation.entity.js';
import { Holiday } from './holidays/holiday.entity.js';
import { HolidayYear } from './holidays/holiday-year.entity.js';
import { Announcement } from './materials/announcement.entity.js';
import { Material, type MaterialKind, materialKinds } from './materials/material.entity.js';
import { Room } from './places/room.entity.js';
import { RoomClosure } from './places/room-closure.entity.js';
import { Programme } from './programme.entity.js';
import { Quota } from './quota.entity.js';
import { CourseRun } from './run.entity.js';
import { Session } from './session.entity.js';
import { SessionInstructor } from './session-instructor.entity.js';

export { assignedRun } from './assigned-run.js';
export { type Call, CallsService } from './calls.service.js';
export {
  type CourseChanges,
  type CourseFields,
  type CourseQuery,
  courseChanges,
  courseFields,
  courseQuery,
} from './course.fields.js';
export type { CourseRow } from './courses.repository.js';
export { CoursesService } from './courses.service.js';
export { DueDatesService } from './due-dates.service.js';
export {
  ageFault,
  ageField,
  eligibilityRuleSchema,
  eligibilityRulesField,
  someOfField,
  yearsField,
} from './eligibility.fields.js';
export {
  type AttendedScope,
  attendedScopes,
  type DocumentKind,
  documentKinds,
  type EligibilityKind,
  type EligibilityRule,
  eligibilityKinds,
  type RuleLevel,
  ruleLevels,
} from './eligibility.types.js';
export { type CalendarLinkFields, calendarLinkFields } from './feeds/calendar-link.fields.js';
export { CalendarLinksService, type NewLink, type ShownLink } from './feeds/calendar-links.service.js';
export type { FeedSubject, SeenSubject } from './feeds/feed-sight.js';
export { FeedsService } from './feeds/feeds.service.js';
export { TimetableNews } from './feeds/timetable-news.js';
export {
  type HolidayChanges,
  type HolidayFields,
  type HolidayQuery,
  holidayChanges,
  holidayFields,
  holidayQuery,
} from './holidays/holiday.fields.js';
export type { HolidayRow } from './holidays/holidays.repository.js';
export { HolidaysService } from './holidays/holidays.service.js';
export {
  type AnnouncementChanges,
  type AnnouncementFields,
  announcementChanges,
  announcementFields,
} from './materials/announcement.fields.js';
export type { AnnouncementRow } from './materials/announcements.repository.js';
export { type AnnouncementMade, AnnouncementsService, announcementMade } from './materials/announcements.service.js';
export {
  type LinkFields,
  linkFields,
  type MaterialChanges,
  type MaterialFields,
  type MaterialQuery,
  materialChanges,
  materialFields,
  materialQuery,
} from './materials/material.fields.js';
export type { MaterialRow } from './materials/materials.repository.js';
export { MaterialsService } from './materials/materials.service.js';
export {
  type ClosureRows,
  closureRows,
  type RoomChanges,
  type RoomFields,
  type RoomQuery,
  roomChanges,
  roomFields,
  roomQuery,
} from './places/room.fields.js';
export { type RoomKind, roomKinds } from './places/room.rules.js';
export type { RoomRow } from './places/rooms.repository.js';
export { RoomsService } from './places/rooms.service.js';
export { type ProgrammeChanges, type ProgrammeFields, programmeChanges, programmeFields } from './programme.fields.js';
export type { ProgrammeRow } from './programmes.repository.js';
export { ProgrammesService } from './programmes.service.js';
export { coveringQuota, seatsBeyondCapacity } from './quota.rules.js';
export { Quotas } from './quotas.js';
export type { QuotaRow } from './quotas.repository.js';
export { QuotasService } from './quotas.service.js';
export { type DueDateFields, dueDateFields, dueDaysField, mostOfKind } from './required-outputs.fields.js';
export {
  type PerWhom,
  perWhom,
  type RequiredOfCourse,
  type RequiredOfRun,
  type RequiredOutput,
  requiredKinds,
} from './required-outputs.rules.js';
export {
  type QuotaRows,
  quotaRows,
  type RunChanges,
  type RunFields,
  type RunQuery,
  runChanges,
  runFields,
  runQuery,
} from './run.fields.js';
export {
  type CallState,
  callStateOf,
  callStates,
  isOver,
  mayChange,
  mayEditField,
  type RunStatus,
  type RunStep,
  runLife,
  runStatuses,
  runSteps,
  takesNominations,
} from './run.rules.js';
export { type DueRun, RunLife, runCancelled } from './run-life.js';
export { RunLookup } from './run-lookup.js';
export type { RunRow } from './run-row.js';
export { type OpenCall, RunsService } from './runs.service.js';
export { type SeatAnswer, Seats } from './seats.js';
export {
  type SessionChanges,
  type SessionFields,
  type SessionProposal,
  sessionChanges,
  sessionFields,
  sessionProposal,
} from './session.fields.js';
export {
  mayChangeSession,
  mayRemoveSession,
  plannedUnits,
  type SessionKind,
  type SessionStatus,
  sessionKinds,
  sessionStatuses,
} from './session.rules.js';
export { SessionLookup } from './session-lookup.js';
export type { Instructor, SessionRoom, SessionRow } from './session-row.js';
export { SessionsService } from './sessions.service.js';
export { type CalendarQuery, calendarQuery } from './timetable/calendar.fields.js';
export type {
  CalendarRoom,
  CalendarRun,
  CalendarSession,
} from './timetable/calendar.repository.js';
export { type Calendar, CalendarService } from './timetable/calendar.service.js';
export {
  type Clash,
  type ClashCode,
  type ClashLevel,
  clashCodes,
  clashLevels,
  isPassable,
} from './timetable/clash.rules.js';
export { passOver } from './timetable/clashes.js';
export type { CopiedSession, CopyPlan } from './timetable/copy-plan.js';
export {
  type RunCopy,
  runCopy,
  type SeriesFields,
  type SessionMoves,
  seriesFields,
  sessionMoves,
} from './timetable/planning.fields.js';
export { RunCopiesService } from './timetable/run-copies.service.js';
export { SessionClashesService } from './timetable/session-clashes.service.js';
export { type MovesPlan, SessionMovesService } from './timetable/session-moves.service.js';
export { type SeriesPlan, SessionSeriesService } from './timetable/session-series.service.js';
export { SessionSight } from './timetable/session-sight.js';
export { laoProvinces } from './training.fields.js';
export { TrainingModule } from './training.module.js';
export {
  courseAccess,
  holidayAccess,
  materialAccess,
  programmeAccess,
  quotaAccess,
  roomAccess,
  runAccess,
  sessionAccess,
} from './training.policy.js';
export {
  type Members,
  RunCancellation,
  RunClosing,
  RunDates,
  RunMembers,
  RunPeople,
  type Seated,
  type SeatedOrganisation,
  type Seatings,
  SessionRemoval,
} from './training.ports.js';
export { type CertificateRules, type OutputKind, outputKinds } from './training.rules.js';
export {
  type CalendarLink,
  Course,
  CourseRun,
  type FeedKind,
  feedKinds,
  Holiday,
  type MaterialKind,
  materialKinds,
  Programme,
  Quota,
  Room,
  RoomClosure,
  Session,
  SessionInstructor,
};

export const trainingEntities: EntityClass[] = [
  Programme,
  Course,
  CourseRun,
  Quota,
  Room,
  RoomClosure,
  Holiday,
  HolidayYear,
  Session,
  SessionInstructor,
  Announcement,
  Material,
  CalendarLink,
  SessionInvitation,
];
