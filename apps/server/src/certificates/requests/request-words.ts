import type { RequestRow } from '#libs/certificates';
import type { Visit } from '../../web/index.js';

const tones = { open: 'progress', approved: 'good', refused: 'bad', withdrawn: 'neutral' } as const;

export const requestBadge = (visit: Visit, { status }: Pick<RequestRow, 'status'>) => ({
  text: visit.t(`requests.status.${status}`),
  tone: tones[status],
});
