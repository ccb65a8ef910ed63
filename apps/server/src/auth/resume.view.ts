import type { Visit } from '../web/index.js';
import type { KeptForm } from '../web/kept-form.js';

/** Offers a kept form again; its fields travel hidden and are sent as they were typed. */
export function resumePage(visit: Visit, { action, values }: KeptForm, signInId: string) {
  // The form is shown within the request that signed in: its token belongs to the new sign-in.
  visit.request.actor = { ...visit.actor, signInId };
  const fields = Object.entries(values).flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: one })));
  return { title: visit.t('auth.resume.title'), action, fields, shown: [] };
}
