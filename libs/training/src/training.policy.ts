import { accessRow, coChairs, everyRole } from '#libs/kernel';

/** The rows of the access matrix that concern this room. */

// "Programme, course, run: read published": signed in or not, whoever may see it sees the same.
const published = { ...everyRole('A'), consumer: 'P', public: 'P' } as const;

export const programmeAccess = {
  read: accessRow('programme.read', published),
  write: accessRow('programme.write', { vn_coordinator: 'A' }),
};

export const courseAccess = {
  read: accessRow('course.read', published),
  write: accessRow('course.write', { vn_coordinator: 'A' }),
};

export const runAccess = {
  read: accessRow('run.read', published),
  readBeforeCall: accessRow('run.read_before_call', {
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('A'),
    instructor: 'C',
    auditor: 'A',
  }),
  /** Create, edit and every step of its life. */
  write: accessRow('run.write', { vn_coordinator: 'A' }),
};

export const quotaAccess = {
  /** Whoever plans sees all; a nominator what covers their own organisation or lies below it. */
  read: accessRow('quota.read', {
    nominator: 'O',
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('A'),
    auditor: 'A',
  }),
  set: accessRow('quota.set', { lao_coordinator: 'A', vn_coordinator: 'A' }),
};

export const sessionAccess = {
  /** The timetable: nominators of their own people's runs, trainees of their own, instructors of assigned ones. */
  read: accessRow('timetable.read', {
    nominator: 'O',
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('A'),
    instructor: 'C',
    trainee: 'S',
    auditor: 'A',
  }),
  write: accessRow('session.write', { vn_coordinator: 'A' }),
};

export const materialAccess = {
  /** Materials and announcements: trainees of the runs they sit in, instructors of those they teach in. */
  read: accessRow('material.read', {
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('A'),
    instructor: 'C',
    trainee: 'S',
    auditor: 'A',
  }),
  write: accessRow('material.write', { vn_coordinator: 'A', instructor: 'C' }),
};

export const roomAccess = {
  read: accessRow('room.read', {
    nominator: 'A',
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('A'),
    instructor: 'A',
    trainee: 'A',
    auditor: 'A',
    admin: 'A',
  }),
  write: accessRow('room.write', { vn_coordinator: 'A' }),
};

export const holidayAccess = {
  /** Whoever signs in may know when nobody works. */
  read: accessRow('holiday.read', everyRole('A')),
  edit: accessRow('holiday.edit', { admin: 'A' }),
};
