import { z } from 'zod';
import { dateField, idField, listQuery, reasonField } from '#libs/platform';

const terms = { reason: reasonField(), endsOn: dateField().nullable().default(null) };

/** Who is shown a restricted output: one consumer, or the consumers of an organisation and of those below it. */
export const grantFields = z
  .strictObject({
    accountId: idField().nullable().default(null),
    organisationId: idField().nullable().default(null),
    ...terms,
  })
  .refine(({ accountId, organisationId }) => (accountId === null) !== (organisationId === null), {
    path: ['accountId'],
    message: 'grant.one_receiver',
  });

/** The latest first: `-at`. */
export const grantsQuery = listQuery.omit({ q: true });
export type GrantsQuery = z.output<typeof grantsQuery>;
export type GrantFields = z.output<typeof grantFields>;

/** The same of a form, where one choice names either: `account:<id>`, `organisation:<id>`. */
export const grantForm = z
  .strictObject({
    receiver: z
      .string()
      .min(1, 'field.required')
      .regex(/^(?:$|(?:account|organisation):)/, 'field.not_a_choice'),
    ...terms,
  })
  .transform(({ receiver, ...rest }): GrantFields => {
    const [kind = '', id = ''] = receiver.split(':');
    return {
      accountId: kind === 'account' ? id : null,
      organisationId: kind === 'organisation' ? id : null,
      ...rest,
    };
  });
