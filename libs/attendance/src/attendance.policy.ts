import { accessRow, coChairs } from '#libs/kernel';

/** The attendance rows of the access matrix. */
export const attendanceAccess = {
  read: accessRow('attendance.read', {
    nominator: 'O',
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('M'),
    instructor: 'C',
    trainee: 'S',
    auditor: 'AM',
  }),
  /** While the roll is open; closing it as well. */
  mark: accessRow('attendance.mark', { vn_coordinator: 'A', instructor: 'C' }),
  /** The code by which people check themselves in. */
  openCheckIn: accessRow('attendance.open_check_in', { vn_coordinator: 'A', instructor: 'C' }),
  checkIn: accessRow('attendance.check_in', { trainee: 'S' }),
  /** Sheets that are signed: printing them, entering what they say, their scans with everybody's signature. */
  paper: accessRow('attendance.paper', { vn_coordinator: 'A', instructor: 'C' }),
  /** After closing. An instructor asks, Viet Nam's own is approved at once. */
  correct: accessRow('attendance.correct', { vn_coordinator: 'A', instructor: 'C' }),
  decideCorrection: accessRow('attendance.decide_correction', { vn_coordinator: 'A' }),
};

/** Excuses tell of health and family: whoever asks reads them, their documents are for fewer. */
export const excuseAccess = {
  ask: accessRow('attendance.ask_excuse', { nominator: 'O', vn_coordinator: 'A', instructor: 'C', trainee: 'S' }),
  open: accessRow('attendance.open_excuse', { nominator: 'O', vn_coordinator: 'A', trainee: 'S' }),
  decide: accessRow('attendance.decide_excuse', { vn_coordinator: 'A' }),
};

export const assessmentAccess = {
  read: accessRow('assessment.read', {
    nominator: 'O',
    lao_coordinator: 'A',
    vn_coordinator: 'A',
    ...coChairs('M'),
    instructor: 'C',
    trainee: 'S',
    auditor: 'A',
  }),
  record: accessRow('assessment.record', { vn_coordinator: 'A', instructor: 'C' }),
};
