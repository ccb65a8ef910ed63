import { Body, Get, Post, Query } from '@nestjs/common';
import {
  attendanceAccess,
  type ConflictQuery,
  ConflictsService,
  conflictQuery,
  type ResolutionFields,
  resolutionFields,
} from '#libs/attendance';
import type { Actor } from '#libs/kernel';
import { mapListing } from '#libs/platform';
import { Allow, Answers, Api, CurrentActor, Id, listOf, MayRefuse } from '../web/index.js';
import { conflictResource, conflictSchema } from './conflict.view.js';

@Api('sessions')
export class SessionConflictsApi {
  constructor(private readonly conflicts: ConflictsService) {}

  @Get(':id/attendance-conflicts')
  @Allow(attendanceAccess.mark)
  @Answers(listOf(conflictSchema))
  async list(@CurrentActor() actor: Actor, @Id() id: string, @Query({ schema: conflictQuery }) query: ConflictQuery) {
    return mapListing(await this.conflicts.ofSession(actor, id, query), conflictResource);
  }
}

@Api('runs')
export class RunConflictsApi {
  constructor(private readonly conflicts: ConflictsService) {}

  @Get(':id/attendance-conflicts')
  @Allow(attendanceAccess.mark)
  @Answers(listOf(conflictSchema))
  async list(@CurrentActor() actor: Actor, @Id() id: string, @Query({ schema: conflictQuery }) query: ConflictQuery) {
    return mapListing(await this.conflicts.ofRun(actor, id, query), conflictResource);
  }
}

/** Witnesses that disagree about one mark. */
@Api('attendance-conflicts')
export class AttendanceConflictsApi {
  constructor(private readonly conflicts: ConflictsService) {}

  @Get(':id')
  @Allow(attendanceAccess.mark)
  @Answers(conflictSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return conflictResource(await this.conflicts.get(actor, id));
  }

  /** What a person decides stands; what the witnesses said is kept. */
  @Post(':id/resolution')
  @Allow(attendanceAccess.mark)
  @MayRefuse(412)
  @Answers(conflictSchema)
  async resolve(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: resolutionFields }) fields: ResolutionFields,
  ) {
    return conflictResource(await this.conflicts.resolve(actor, id, fields));
  }
}
