import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { FileContent } from '#libs/platform';
import { CallsService } from './calls.service.js';
import { CoursesRepository } from './courses.repository.js';
import { CoursesService } from './courses.service.js';
import { DueDatesService } from './due-dates.service.js';
import { CalendarLinksRepository } from './feeds/calendar-links.repository.js';
import { CalendarLinksService } from './feeds/calendar-links.service.js';
import { FeedSight } from './feeds/feed-sight.js';
import { FeedsService } from './feeds/feeds.service.js';
import { InvitationLetters } from './feeds/invitation-letters.js';
import { InvitationsRepository } from './feeds/invitations.repository.js';
import { Invitations } from './feeds/invitations.service.js';
import { SessionEvents } from './feeds/session-events.js';
import { TimetableNews } from './feeds/timetable-news.js';
import { HolidayFilling } from './holidays/holiday-filling.js';
import { HolidaysRepository } from './holidays/holidays.repository.js';
import { HolidaysService } from './holidays/holidays.service.js';
import { AnnouncementsRepository } from './materials/announcements.repository.js';
import { AnnouncementsService } from './materials/announcements.service.js';
import { MaterialSight } from './materials/material-sight.js';
import { MaterialsRepository } from './materials/materials.repository.js';
import { MaterialsService } from './materials/materials.service.js';
import { MergedInstructors } from './merged-instructors.js';
import { RoomsRepository } from './places/rooms.repository.js';
import { RoomsService } from './places/rooms.service.js';
import { ProgrammesRepository } from './programmes.repository.js';
import { ProgrammesService } from './programmes.service.js';
import { Quotas } from './quotas.js';
import { QuotasRepository } from './quotas.repository.js';
import { QuotasService } from './quotas.service.js';
import { RunLife } from './run-life.js';
import { RunLookup } from './run-lookup.js';
import { RunsRepository } from './runs.repository.js';
import { RunsService } from './runs.service.js';
import { Seats } from './seats.js';
import { SessionLookup } from './session-lookup.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import { BookingsRepository } from './timetable/bookings.repository.js';
import { CalendarRepository } from './timetable/calendar.repository.js';
import { CalendarService } from './timetable/calendar.service.js';
import { Clashes } from './timetable/clashes.js';
import { CopyPlans } from './timetable/copy-plan.js';
import { RunCopiesService } from './timetable/run-copies.service.js';
import { SessionBookings } from './timetable/session-bookings.js';
import { SessionClashesService } from './timetable/session-clashes.service.js';
import { SessionMovesService } from './timetable/session-moves.service.js';
import { SessionSeriesService } from './timetable/session-series.service.js';
import { SessionSight } from './timetable/session-sight.js';
import { RunCancellation, RunClosing, RunDates, RunMembers, RunPeople, SessionRemoval } from './training.ports.js';

const services = [
  ProgrammesService,
  CoursesService,
  RunsService,
  RunLife,
  DueDatesService,
  QuotasService,
  CallsService,
  SessionsService,
  SessionClashesService,
  CalendarService,
  SessionSeriesService,
  SessionMovesService,
  RunCopiesService,
  RoomsService,
  HolidaysService,
  AnnouncementsService,
  MaterialsService,
  CalendarLinksService,
  FeedsService,
  TimetableNews,
  RunLookup,
  SessionLookup,
  Quotas,
  Seats,
];

const ports = [RunClosing, RunDates, RunCancellation, RunMembers, RunPeople, SessionRemoval];

@Module({
  imports: [PeopleModule],
  providers: [
    ProgrammesRepository,
    CoursesRepository,
    RunsRepository,
    QuotasRepository,
    SessionsRepository,
    RoomsRepository,
    HolidaysRepository,
    BookingsRepository,
    CalendarRepository,
    AnnouncementsRepository,
    MaterialsRepository,
    MaterialSight,
    CalendarLinksRepository,
    FeedSight,
    SessionEvents,
    Invitations,
    InvitationLetters,
    InvitationsRepository,
    FileContent,
    Clashes,
    SessionBookings,
    CopyPlans,
    SessionSight,
    HolidayFilling,
    MergedInstructors,
    ...services,
    ...ports,
  ],
  exports: [...services, ...ports],
})
export class TrainingModule {}
