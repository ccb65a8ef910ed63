import { SetMetadata } from '@nestjs/common';
import type { AccessRow } from '#libs/kernel';

export const ALLOW = Symbol('allow');

/** What a route asks of its caller: a row of the access matrix, a sign-in, or nothing. */
export type Admission = AccessRow | 'signed-in' | 'anyone';

/** Every route declares who may; one without is refused when the programme starts. */
export const Allow = (row: AccessRow) => SetMetadata(ALLOW, row);
export const AllowSignedIn = () => SetMetadata(ALLOW, 'signed-in' satisfies Admission);
export const AllowAnyone = () => SetMetadata(ALLOW, 'anyone' satisfies Admission);
