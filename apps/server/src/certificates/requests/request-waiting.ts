import { certificateAccess, mayDecide, type RequestRow, RequestsService, requestQuery } from '#libs/certificates';
import { type Actor, type Clock, isAllowed, isGranted, localDateOf } from '#libs/kernel';
import type { WaitingItem } from '../../home/waiting.js';

const open = requestQuery.parse({ status: 'open', sort: 'dueOn', pageSize: 100, total: 'false' });

const addressOf = ({ certificateId }: RequestRow): string => `/certificates/${certificateId}/requests`;

/** Requests that wait for this person's answer, with the day by which it is due, and answers to what they asked. */
export const waitingRequests =
  (requests: RequestsService, clock: Clock) =>
  async (actor: Actor): Promise<WaitingItem[]> => {
    const today = localDateOf(clock.now());
    const asked = isGranted(actor, certificateAccess.decide) ? (await requests.list(actor, open)).items : [];
    const toDecide = asked.filter((request) => isAllowed(mayDecide(request, actor)));
    const answers = await requests.unreadAnswers(actor);
    return [
      ...toDecide.map((request) => ({
        kind: 'seal',
        textKey: `requests.waiting.${request.kind}`,
        args: { serial: request.serial },
        at: request.requestedAt,
        deadline: request.dueOn,
        who: { key: 'home.who.vn' },
        isEscalated: request.dueOn < today,
        href: addressOf(request),
      })),
      ...answers.map((request) => ({
        kind: 'info',
        textKey: `requests.answered.${request.kind}.${request.status}`,
        args: { serial: request.serial, replacement: request.replacementSerial ?? '' },
        at: request.decidedAt,
        deadline: null,
        href: addressOf(request),
      })),
    ];
  };
