import { Global, Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { TrainingModule } from '#libs/training';
import { CoursesApi } from './course.api.js';
import { CoursePages } from './course.pages.js';
import { CalendarLinksApi } from './feeds/calendar-link.api.js';
import { CalendarLinkPages } from './feeds/calendar-link.pages.js';
import { FeedsApi } from './feeds/feed.api.js';
import { HolidaysApi } from './holidays/holiday.api.js';
import { HolidayPages } from './holidays/holiday.pages.js';
import { Instructors } from './instructors.js';
import { AnnouncementsApi, RunAnnouncementsApi } from './materials/announcement.api.js';
import { AnnouncementPages, RunAnnouncementPages } from './materials/announcement.pages.js';
import { MaterialsApi, RunMaterialsApi } from './materials/material.api.js';
import { MaterialPages, RunMaterialFormPages } from './materials/material.pages.js';
import { RunMaterialPages } from './materials/run-materials.pages.js';
import { SessionMaterials } from './materials/session-materials.js';
import { RoomsApi } from './places/room.api.js';
import { RoomPages } from './places/room.pages.js';
import { ProgrammesApi } from './programme.api.js';
import { ProgrammePages } from './programme.pages.js';
import { QuotasApi } from './quota.api.js';
import { QuotaPages } from './quota.pages.js';
import { RunsApi } from './run.api.js';
import { RunPages } from './run.pages.js';
import { RunFrames } from './run-frame.js';
import { RunLifePages } from './run-life.pages.js';
import { RunOverview } from './run-overview.js';
import { RunStages } from './run-stages.js';
import { RunSessionsApi, SessionsApi } from './session.api.js';
import { RunSessionPages, SessionPages } from './session.pages.js';
import { SessionClashesApi } from './session-clash.api.js';
import { SessionForm } from './session-form.js';
import { CalendarApi } from './timetable/calendar.api.js';
import { CalendarPages } from './timetable/calendar.pages.js';
import { PlanningApi } from './timetable/planning.api.js';
import { PlanningPages } from './timetable/planning.pages.js';
import { TrainingStages } from './training-stages.js';

const api = [
  ProgrammesApi,
  CoursesApi,
  RunsApi,
  QuotasApi,
  RunSessionsApi,
  SessionsApi,
  SessionClashesApi,
  CalendarApi,
  PlanningApi,
  CalendarLinksApi,
  FeedsApi,
  RoomsApi,
  HolidaysApi,
  RunAnnouncementsApi,
  AnnouncementsApi,
  RunMaterialsApi,
  MaterialsApi,
];
const pages = [
  ProgrammePages,
  CoursePages,
  RunPages,
  RunLifePages,
  QuotaPages,
  RunSessionPages,
  SessionPages,
  CalendarPages,
  PlanningPages,
  CalendarLinkPages,
  RoomPages,
  HolidayPages,
  RunMaterialPages,
  RunAnnouncementPages,
  AnnouncementPages,
  RunMaterialFormPages,
  MaterialPages,
];

/** Pages and API of programmes, courses, runs, sessions, rooms and holidays. Other rooms hang their stage and tab on the page of a run. */
@Global()
@Module({
  imports: [TrainingModule, PeopleModule],
  controllers: [...api, ...pages],
  providers: [RunStages, RunFrames, RunOverview, TrainingStages, Instructors, SessionForm, SessionMaterials],
  exports: [RunStages, RunFrames],
})
export class TrainingWebModule {}
