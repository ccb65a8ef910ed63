import { assigned, chr, coordinators, gone, type May, ok, own, type Row, ruled, self, wrong } from './columns.js';

/** Both ministries have somebody in the held run, its department has not. */
const readers: May = {
  nom: ok,
  dep: gone,
  nom2: ok,
  ...coordinators(ok),
  ...chr(ok),
  ...assigned(ok),
  trn: ok,
  trn2: ok,
  aud: ok,
};

const line = (id: (name: string) => string) => ({
  enrolmentId: id('seat_of_anong'),
  status: 'absent',
  markedAt: '2026-03-09T04:00:00Z',
  markId: '0197e5d2-0000-7000-8000-000000000001',
});

/** Whoever is answerable for somebody in the run. */
const askers = (status: number): May => ({
  nom: status,
  dep: gone,
  nom2: status,
  vn: status,
  ...assigned(status),
  trn: status,
  trn2: status,
});
/** Of the excuse of one of them. */
const mates = (status: number): May => ({ ...own(status), vn: status, ...self(status) });
const paper = { name: 'paper.pdf', type: 'application/pdf', content: '%PDF-1.4\n%%EOF\n' };

export const attendanceRows: Row[] = [
  ['GET', '/api/v1/sessions/:morning/attendance', readers],
  ['GET', '/sessions/:morning/roll', readers],
  ['PUT', '/api/v1/sessions/:morning/attendance', { vn: ruled, ...assigned(ruled) }, (id) => ({ body: [line(id)] })],
  [
    'POST',
    '/sessions/:morning/roll',
    { vn: ruled, ...assigned(ruled) },
    (id) => ({
      body: { do: 'save', [`marks.${id('seat_of_anong')}`]: 'absent' },
    }),
  ],
  ['GET', '/sessions/:morning/roll-closing', { vn: ok, ...assigned(ok) }],
  ['POST', '/api/v1/sessions/:morning/roll-closing', { vn: ruled, ...assigned(ruled) }],
  ['POST', '/sessions/:morning/roll-closing', { vn: ruled, ...assigned(ruled) }],

  // The session is over.
  ['POST', '/api/v1/sessions/:morning/check-in-code', { vn: ruled, ...assigned(ruled) }],
  ['GET', '/sessions/:morning/check-in', { vn: ok, ...assigned(ok) }],
  // Not a code of ours.
  ['POST', '/api/v1/check-ins', { trn: ruled, trn2: ruled }, { body: { token: 'no-such-code' } }],
  ['GET', '/check-in/:code', { trn: ok, trn2: ok }],
  ['POST', '/check-in/:code', { trn: ruled, trn2: ruled }],

  ['GET', '/api/v1/roll-call', { vn: ok, ins: ok, ins2: ok }],
  // The one named is out of the sight of the other ministry and the other trainee, and was there.
  [
    'POST',
    '/api/v1/sessions/:morning/excuses',
    { ...askers(ruled), nom2: wrong, trn2: wrong },
    (id) => ({ body: { enrolmentId: id('seat_of_anong'), reason: 'ill' } }),
  ],
  ['GET', '/sessions/:morning/excuses', askers(ok)],
  // Without a reason.
  ['POST', '/sessions/:morning/excuses', askers(wrong), { file: paper }],
  ['GET', '/api/v1/excuses', { ...askers(ok), dep: ok, ins2: ok }],
  ['GET', '/excuses', { ...askers(ok), dep: ok, ins2: ok }],
  ['GET', '/api/v1/excuses/:excuse', { ...mates(ok), ...assigned(ok) }],
  ['GET', '/excuses/:excuse', { ...mates(ok), ...assigned(ok) }],
  ['GET', '/api/v1/excuses/:excuse/document', mates(ok)],
  ['GET', '/excuses/:excuse/document', mates(ok)],
  // Somebody has decided before.
  ['POST', '/api/v1/excuses/:excuse/document', { ...mates(ruled), ...assigned(ruled) }, { file: paper }],
  ['POST', '/excuses/:excuse/document', { ...mates(ruled), ...assigned(ruled) }, { file: paper }],
  ['POST', '/api/v1/excuses/:excuse/approval', { vn: ruled }],
  ['POST', '/excuses/:excuse/approval', { vn: ruled }],
  ['POST', '/api/v1/excuses/:excuse/refusal', { vn: ruled }, { body: { reason: 'no' } }],
  ['POST', '/excuses/:excuse/refusal', { vn: ruled }, { body: { reason: 'no' } }],

  // Each mark has an outcome of its own: of a session out of sight it is refused, the list is taken.
  [
    'POST',
    '/api/v1/roll-syncs',
    { vn: ok, ins: ok, ins2: ok },
    (id) => ({
      body: {
        deviceId: 'phone',
        sentAt: '2026-03-09T04:00:00Z',
        marks: [{ ...line(id), sessionId: id('morning'), position: 2 }],
      },
    }),
  ],
  ['GET', '/api/v1/sessions/:morning/attendance-conflicts', { vn: ok, ...assigned(ok) }],
  ['GET', '/api/v1/runs/:held/attendance-conflicts', { vn: ok, ...assigned(ok) }],
  ['GET', '/api/v1/attendance-conflicts/:conflict', { vn: ok, ...assigned(ok) }],
  ['GET', '/attendance-conflicts/:conflict', { vn: ok, ...assigned(ok) }],
  // Somebody has decided before.
  ['POST', '/api/v1/attendance-conflicts/:conflict/resolution', { vn: ruled, ...assigned(ruled) }, same()],
  ['POST', '/attendance-conflicts/:conflict/resolution', { vn: ruled, ...assigned(ruled) }, same()],

  ['GET', '/attendance-marks/:mark_of_anong/correction', { vn: ok, ...assigned(ok) }],
  // To what it is already.
  ['POST', '/api/v1/attendance-marks/:mark_of_anong/correction', { vn: ruled, ...assigned(ruled) }, same()],
  ['POST', '/attendance-marks/:mark_of_anong/correction', { vn: ruled, ...assigned(ruled) }, same()],
  ['GET', '/api/v1/attendance-corrections', { vn: ok, ins: ok, ins2: ok }],
  ['GET', '/api/v1/attendance-corrections/:correction', { vn: ok, ...assigned(ok) }],
  ['GET', '/attendance-corrections/:correction', { vn: ok, ...assigned(ok) }],
  ['POST', '/api/v1/attendance-corrections/:correction/approval', { vn: ruled }],
  ['POST', '/attendance-corrections/:correction/approval', { vn: ruled }],
  ['POST', '/api/v1/attendance-corrections/:correction/refusal', { vn: ruled }, { body: { reason: 'no' } }],
  ['POST', '/attendance-corrections/:correction/refusal', { vn: ruled }, { body: { reason: 'no' } }],

  ['GET', '/api/v1/runs/:held/attendance', readers],
  ['GET', '/runs/:held/attendance', readers],
  ['GET', '/api/v1/runs/:held/attendance-grid', readers],
  ['GET', '/api/v1/enrolments/:seat_of_anong/attendance', { ...readers, nom2: gone, trn2: gone }],
  ['GET', '/enrolments/:seat_of_anong/attendance', { ...readers, nom2: gone, trn2: gone }],
  ['GET', '/api/v1/runs/:held/assessments', readers],
  ['GET', '/runs/:held/assessments', readers],
  [
    'PUT',
    '/api/v1/runs/:held/assessments',
    { vn: wrong, ...assigned(wrong) },
    (id) => ({
      body: [{ enrolmentId: id('nobody'), passed: true, grade: 'A' }],
    }),
  ],
  [
    'POST',
    '/runs/:held/assessments',
    { vn: wrong, ...assigned(wrong) },
    (id) => ({
      body: { [`outcome.${id('nobody')}`]: 'passed' },
    }),
  ],
];

function same() {
  return { body: { status: 'present', reason: 'a slip' } };
}
