/** What page and API controllers are written with. */
export { type ActionView, whyNot } from './action.view.js';
export { Allow, AllowAnyone, AllowSignedIn } from './allow.js';
export { ByKey } from './by-key.js';
export { FormBody } from './form-body.js';
export type { FormState } from './frame.js';
export { listAddress, type Paging, pagingOf, pagingOfListing } from './paging.view.js';
export { CurrentActor, Id, IfMatch, type Receive, Upload } from './parameters.js';
export { MayRefuse } from './refusals.js';
export { Accepted, Answers, Api, Creates, Form, listOf, NoContent, Pages, Shows } from './routes.js';
export { Unkeyed } from './unkeyed.js';
export { FileAnswer, OtherPage, Redirect, Visit } from './visit.js';
