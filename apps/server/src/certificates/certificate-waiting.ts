import { BatchLists, batchQuery, CertificatesService, certificateAccess, mayApprove } from '#libs/certificates';
import { type Actor, isAllowed, isGranted, pickText } from '#libs/kernel';
import type { WaitingItem } from '../home/waiting.js';

const open = (status: 'prepared' | 'returned') =>
  batchQuery.parse({ status, sort: 'preparedAt', pageSize: 100, total: 'false' });

/** Batches to approve, batches that came back, and a person's own new certificates. */
export const waitingCertificates =
  (lists: BatchLists, certificates: CertificatesService) =>
  async (actor: Actor): Promise<WaitingItem[]> => {
    const toApprove = isGranted(actor, certificateAccess.approve)
      ? (await lists.list(actor, open('prepared'))).items.filter(({ batch }) => isAllowed(mayApprove(batch, actor)))
      : [];
    const toMend = isGranted(actor, certificateAccess.prepare) ? (await lists.list(actor, open('returned'))).items : [];
    const toFetch = await certificates.notYetDownloaded(actor);
    const batchItem = (
      textKey: string,
      icon: string,
      { batch, run, people }: (typeof toMend)[number],
    ): WaitingItem => ({
      kind: icon,
      textKey,
      args: { number: batch.decisionNumber, run: run.code, count: people },
      at: batch.preparedAt,
      deadline: null,
      who: { key: icon === 'seal' ? 'home.who.vn' : 'home.who.trainees' },
      href: `/certificate-batches/${batch.id}`,
    });
    return [
      ...toApprove.map((one) => batchItem('certificates.waiting.approve', 'seal', one)),
      ...toMend.map((one) => batchItem('certificates.waiting.returned', 'edit', one)),
      ...toFetch.map(({ id, payload, issuedAt }) => ({
        kind: 'download',
        textKey: 'certificates.waiting.download',
        args: { course: pickText(payload.course, actor.language).text },
        at: issuedAt,
        deadline: null,
        href: `/certificates/${id}`,
      })),
    ];
  };
