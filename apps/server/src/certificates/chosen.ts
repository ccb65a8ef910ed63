import { certificateSelection } from '#libs/certificates';
import type { Visit } from '../web/index.js';

const alone = certificateSelection.strip();

/** Which certificates an address chooses, whatever else it says. */
export const chosenBy = (visit: Visit) => visit.read(alone);
