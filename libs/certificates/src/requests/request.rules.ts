import { allowed, type Decision, denied } from '#libs/kernel';

export const requestKinds = ['revocation', 'replacement'] as const;

export type RequestKind = (typeof requestKinds)[number];

export const revocationReasons = ['issued_in_error', 'false_documents', 'authority_decision', 'other'] as const;

export const replacementReasons = ['lost', 'damaged', 'issuer_error'] as const;

export type ReasonClass = (typeof revocationReasons)[number] | (typeof replacementReasons)[number];

export const requestStatuses = ['open', 'approved', 'refused', 'withdrawn'] as const;

export type RequestStatus = (typeof requestStatuses)[number];

/** In how many working days of Viet Nam a request is answered. */
export const answeredWithin = 5;

/** Only what holds can be taken back or replaced. */
export const mayAsk = ({ status }: { status: string }): Decision =>
  status === 'valid' ? allowed : denied('certificate_request.certificate_not_valid', { status });

interface Asked {
  status: RequestStatus;
  kind: RequestKind;
  requestedBy: string;
  requestedByPerson: string | null;
}

interface Somebody {
  accountId: string | null;
  personId: string | null;
}

/** Under whichever account. */
const isRequester = ({ requestedBy, requestedByPerson }: Asked, { accountId, personId }: Somebody): boolean =>
  accountId === requestedBy || (personId !== null && personId === requestedByPerson);

const isOpen = ({ status }: Asked): Decision =>
  status === 'open' ? allowed : denied('certificate_request.not_open', { status });

/** Whoever asked never answers, under whichever account or role. */
export const mayDecide = (request: Asked, somebody: Somebody): Decision =>
  isRequester(request, somebody) ? denied('certificate_request.decider_is_requester') : isOpen(request);

export const mayWithdraw = (request: Asked, somebody: Somebody): Decision =>
  isRequester(request, somebody) ? isOpen(request) : denied('certificate_request.not_requester');
