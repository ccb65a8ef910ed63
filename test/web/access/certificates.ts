import {
  assigned,
  chr,
  coordinators,
  everyone,
  gone,
  type May,
  ok,
  own,
  type Row,
  ruled,
  type Sent,
  self,
  signedIn,
  stale,
  wrong,
} from './columns.js';

/** The decision is read by both coordinators, both chairs and the auditor. */
const readers: May = { ...coordinators(ok), ...chr(ok), aud: ok };
/** Certificates, of somebody of the industry ministry. */
const holders: May = { ...own(ok), ...readers, ...assigned(ok), ...self(ok) };

/** Of one's own; who downloads and has none is told that there is nothing to pack. */
const archivers: May = { ...own(ok), ...readers, ...self(ok), dep: ruled, nom2: ok, trn2: ok };
/** The same, but what does not hold any more is not printed. */
const printers: May = { ...archivers, nom2: ruled, trn2: ruled };

const decision = {
  decisionNumber: 'QD-2',
  decisionDate: '2026-03-09',
  issuedOn: '2026-03-09',
  issuePlace: { lo: 'ຮ່າໂນ້ຍ', vi: 'Hà Nội', en: 'Hanoi' },
  signatory: { nameVi: 'Vũ Văn A', nameLo: 'ວູ ວັນ ອາ', titleVi: 'Viện trưởng', titleLo: 'ຜູ້ອຳນວຍການ' },
};

const decisionForm = {
  decisionNumber: 'QD-2',
  decisionDate: '2026-03-09',
  issuedOn: '2026-03-09',
  'issuePlace.lo': 'ຮ່າໂນ້ຍ',
  'issuePlace.vi': 'Hà Nội',
  'signatory.nameVi': 'Vũ Văn A',
  'signatory.nameLo': 'ວູ ວັນ ອາ',
  'signatory.titleVi': 'Viện trưởng',
  'signatory.titleLo': 'ຜູ້ອຳນວຍການ',
};

/** For somebody who already stands on a list. */
const again = (id: (name: string) => string): Sent => ({
  body: { ...decision, enrolmentIds: [id('seat_of_anong')] },
  version: 999,
});
const againForm = (id: (name: string) => string): Sent => ({
  body: { ...decisionForm, enrolmentIds: id('seat_of_anong'), version: '999' },
});
const file = { name: 'copy.pdf', type: 'application/pdf', content: '%PDF-1.7\nnothing of ours\n%%EOF\n' };

/** One address for the API and one for the page; the batch is issued and takes no step any more. */
const both = (noun: string, may: May, body: object = {}): Row[] => [
  ['POST', `/api/v1/certificate-batches/:batch/${noun}`, may, { body }],
  ['POST', `/certificate-batches/:batch/${noun}`, may, { body }],
];

export const certificateRows: Row[] = [
  ['GET', '/api/v1/runs/:held/certificate-eligibility', readers],
  ['GET', '/api/v1/runs/:held/certificate-batches', readers],
  ['GET', '/runs/:held/certificates', readers],
  ['POST', '/api/v1/runs/:held/certificate-batches', { vn: ruled }, again],
  [
    'POST',
    '/runs/:held/certificates',
    { vn: ruled },
    (id) => ({
      body: { ...decisionForm, enrolmentIds: id('seat_of_anong') },
    }),
  ],
  ['GET', '/api/v1/certificate-batches', readers],
  ['GET', '/certificate-batches', readers],
  ['GET', '/api/v1/certificate-batches/:batch', readers],
  ['GET', '/certificate-batches/:batch', readers],
  ['GET', '/api/v1/certificate-batches/:batch/certificates.zip', readers],
  ['GET', '/certificate-batches/:batch/certificates.zip', readers],
  ['GET', '/api/v1/certificate-batches/:batch/print.pdf', readers],
  ['GET', '/certificate-batches/:batch/print.pdf', readers],
  ['GET', '/api/v1/certificate-batches/:batch/print', readers],
  ['GET', '/certificate-batches/:batch/print', readers],
  ['GET', '/certificate-batches/:batch/specimens/:seat_of_anong', readers],
  ['POST', '/api/v1/certificate-batches/:batch/preparation', { vn: stale }, again],
  ['GET', '/certificate-batches/:batch/preparation', { vn: ok }],
  ['POST', '/certificate-batches/:batch/preparation', { vn: stale }, againForm],
  ...both('approval', chr(ruled)),
  ...both('return', chr(ruled), { reason: 'a name' }),
  ...both('cancellation', { vn: ruled }, { reason: 'a name' }),
  // Long work is for whoever began it.
  ['GET', '/api/v1/jobs/:job', { ...signedIn(gone), laoChair: ok }],

  ['GET', '/api/v1/certificates', { ...holders, dep: ok, nom2: ok, ins2: ok, trn2: ok }],
  ['GET', '/certificates', { ...holders, dep: ok, nom2: ok, ins2: ok, trn2: ok }],
  ['GET', '/api/v1/me/certificate-eligibility', { trn: ok, trn2: ok }],
  ['GET', '/api/v1/certificates/:certificate_of_anong', holders],
  ['GET', '/certificates/:certificate_of_anong', holders],
  ['GET', '/api/v1/certificates/:certificate_of_anong/document.pdf', { ...own(ok), ...readers, ...self(ok) }],
  ['GET', '/certificates/:certificate_of_anong/document.pdf', { ...own(ok), ...readers, ...self(ok) }],
  ['GET', '/api/v1/certificates/:certificate_of_anong/credential', { ...own(ok), ...readers, ...self(ok) }],
  ['GET', '/certificates/:certificate_of_anong/credential', { ...own(ok), ...readers, ...self(ok) }],
  ['GET', '/api/v1/certificates/certificates.zip', archivers],
  ['GET', '/certificates/certificates.zip', archivers],
  ['GET', '/api/v1/certificates/print.pdf', printers],
  ['GET', '/certificates/print.pdf', printers],
  ['GET', '/api/v1/certificates/print', { ...archivers, dep: ok }],
  ['GET', '/certificates/print', { ...archivers, dep: ok }],
  ['GET', '/api/v1/certificate-register', readers],
  ['GET', '/certificates/register', readers],
  ['GET', '/api/v1/certificate-register/books', readers],
  ['GET', '/api/v1/certificate-register/:book/print.pdf', readers],
  ['GET', '/certificates/register/:book/print.pdf', readers],

  ['GET', '/api/v1/signing-keys', everyone(ok)],
  ['GET', '/signing-keys', everyone(ok)],
  ['GET', '/signing-keys/:key/key.pem', everyone(gone)],
  ['GET', '/signing-keys/:key/key.jwk', everyone(gone)],
  ['GET', '/signing-keys/:key/certificate.cer', everyone(gone)],
  ['GET', '/.well-known/jwks.json', everyone(ok)],

  ['GET', '/api/v1/certificates/:certificate_of_anong/requests', readers],
  [
    'GET',
    '/api/v1/certificates/:certificate_of_anong/replacement-specimen.pdf',
    { ...coordinators(gone), ...chr(gone), aud: gone },
  ],
  [
    'GET',
    '/certificates/:certificate_of_anong/replacement-specimen.pdf',
    { ...coordinators(gone), ...chr(gone), aud: gone },
  ],
  ['GET', '/api/v1/certificate-requests', readers],
  ['GET', '/certificate-requests', readers],
  ['GET', '/certificates/:certificate_of_anong/requests', readers],
  ['POST', '/certificates/:certificate_of_anong/revocation-request', { vn: wrong }, { body: { reason: 'x' } }],
  ['POST', '/certificates/:certificate_of_anong/replacement-request', { vn: wrong }, { body: { reason: 'x' } }],
  ['POST', '/certificates/:certificate_of_anong/request-withdrawal', { vn: ruled }, { body: {} }],
  ['POST', '/certificates/:certificate_of_anong/request-refusal', chr(ruled), { body: { reason: 'a name' } }],
  ['POST', '/certificates/:certificate_of_anong/revocation', chr(ruled), { body: {} }],
  ['POST', '/certificates/:certificate_of_anong/replacement', chr(ruled), { body: {} }],
  ['POST', '/api/v1/certificates/:certificate_of_anong/revocation-request', { vn: wrong }, { body: { reason: 'x' } }],
  ['POST', '/api/v1/certificates/:certificate_of_anong/replacement-request', { vn: wrong }, { body: { reason: 'x' } }],
  ['POST', '/api/v1/certificates/:certificate_of_anong/request-withdrawal', { vn: ruled }, { body: {} }],
  ['POST', '/api/v1/certificates/:certificate_of_anong/request-refusal', chr(ruled), { body: { reason: 'a name' } }],
  ['POST', '/api/v1/certificates/:certificate_of_anong/revocation', chr(ruled), { body: {} }],
  ['POST', '/api/v1/certificates/:certificate_of_anong/replacement', chr(ruled), { body: {} }],

  ['GET', '/verify', everyone(ok)],
  ['GET', '/verify/:code', everyone(gone)],
  ['POST', '/verify', everyone(ok), { file }],
  ['GET', '/verify/scan', everyone(ok)],
  ['GET', '/verify/scan/:asset', everyone(gone)],
  ['GET', '/verify/revocations', everyone(ok)],
  ['GET', '/api/v1/verifications/:code', everyone(gone)],
  ['POST', '/api/v1/verifications', everyone(ok), { file }],
];
