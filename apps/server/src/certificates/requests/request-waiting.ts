import { certificateAccess, mayDecide, RequestsService, requestQuery } from '#libs/certificates';
import { type Actor, type Clock, isAllowed, isGranted, localDateOf } from '#libs/kernel';
import type { WaitingItem } from '../../home/waiting.js';

/** Requests that wait for this person's answer, with the day by which it is due. */
export const waitingRequests =
  (requests: RequestsService, clock: Clock) =>
  async (actor: Actor): Promise<WaitingItem[]> => {
    if (!isGranted(actor, certificateAccess.decide)) return [];
    const open = requestQuery.parse({ status: 'open', sort: 'dueOn', pageSize: 100, total: 'false' });
    const { items } = await requests.list(actor, open);
    const today = localDateOf(clock.now());
    return items
      .filter((request) => isAllowed(mayDecide(request, actor)))
      .map(({ kind, serial, requestedAt, dueOn, certificateId }) => ({
        kind: 'seal',
        textKey: `requests.waiting.${kind}`,
        args: { serial },
        at: requestedAt,
        deadline: dueOn,
        who: { key: 'home.who.vn' },
        isEscalated: dueOn < today,
        href: `/certificates/${certificateId}/requests`,
      }));
  };
