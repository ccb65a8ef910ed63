import type { INestApplicationContext } from '@nestjs/common';
import {
  CertificatesService,
  certificateQuery,
  RequestDecisions,
  RequestsService,
  replacementFields,
  revocationFields,
} from '#libs/certificates';
import { Outbox } from '#libs/platform';
import type { Cast } from './cast.js';
import type { DemoClock } from './demo-clock.js';

const replacements = {
  lost: { reasonClass: 'lost', reason: 'Người được cấp báo mất bản giấy khi chuyển nơi làm việc.' },
  damaged: { reasonClass: 'damaged', reason: 'Bản giấy bị ướt, không đọc được phần chữ ký.' },
};
const revocations = {
  inError: { reasonClass: 'issued_in_error', reason: 'Đơn vị cử học viên báo đã đề cử nhầm người.' },
  falseDocuments: { reasonClass: 'false_documents', reason: 'Nghi vấn công văn cử đi học không phải bản thật.' },
};

/** What was asked about the first certificates: one replaced, one revoked, one that waits, and one that waits too long. */
export async function askAboutCertificates(
  context: INestApplicationContext,
  clock: DemoClock,
  cast: Cast,
): Promise<void> {
  const planner = cast.actor('vn_coordinator');
  const requests = context.get(RequestsService);
  const decisions = context.get(RequestDecisions);
  const query = certificateQuery.parse({ sort: 'registerNumber', pageSize: 6, total: 'false' });
  const { items } = await context.get(CertificatesService).list(planner, query);
  // The first belongs to the trainee of the demo, who has both as they were issued.
  const [, lost, inError, damaged, doubtful] = items;
  clock.at(-13);
  await requests.askToReplace(planner, lost!.id, replacementFields.parse(replacements.lost));
  await requests.askToRevoke(planner, inError!.id, revocationFields.parse(revocations.inError));
  clock.at(-11);
  await decisions.replace(cast.actor('lao_co_chair'), lost!.id, {});
  await decisions.revoke(cast.actor('vn_co_chair'), inError!.id, {});
  await context.get(Outbox).deliver();
  clock.at(-10);
  await requests.askToRevoke(planner, doubtful!.id, revocationFields.parse(revocations.falseDocuments));
  clock.at(-1);
  await requests.askToReplace(planner, damaged!.id, replacementFields.parse(replacements.damaged));
}
