import { z } from 'zod';
import { instantOf } from '#libs/kernel';
import { runCopy, seriesFields, sessionMoves } from '#libs/training';
import { fault, isInOrder, onPaper } from '../session.forms.js';

/** The planner's forms: what is left empty is not said; the rest is as over the API. */

/** The button that only looks. */
const step = z.literal('check').optional();

const reason = z.strictObject({ reason: z.string() }).optional();

/** A reason that was asked for and not given is none. */
const given = (override: z.output<typeof reason>) => (override?.reason.trim() ? override : undefined);

const said = <Value>(value: Value | null): Value | undefined => value ?? undefined;

const seriesAsked = seriesFields.extend({ step });
const movesAsked = sessionMoves.extend({ step });
const copyAsked = runCopy.extend({ step });

export const seriesForm = onPaper
  .extend({
    override: reason,
    repeat: z.strictObject({
      days: z.array(z.number()),
      until: z.string().nullable(),
      count: z.number().nullable(),
      skipHolidays: z.boolean(),
    }),
  })
  .refine(isInOrder, fault())
  .transform(
    ({ on, from, to, override, repeat, ...rest }): z.input<typeof seriesAsked> => ({
      ...rest,
      override: given(override),
      startsAt: instantOf(on, from).toISOString(),
      endsAt: instantOf(on, to).toISOString(),
      repeat: { ...repeat, until: said(repeat.until), count: said(repeat.count) },
    }),
  )
  .pipe(seriesAsked);

export const movesForm = z
  .strictObject({
    /** Rows that are not ticked have no id. */
    sessions: z.array(z.strictObject({ sessionId: z.string().optional(), version: z.number() })),
    days: z.number().nullable(),
    minutes: z.number().nullable(),
    skipHolidays: z.boolean(),
    override: reason,
    step,
  })
  .transform(
    ({ sessions, days, minutes, override, ...rest }): z.input<typeof movesAsked> => ({
      ...rest,
      override: given(override),
      sessions: sessions.flatMap(({ sessionId, version }) => (sessionId === undefined ? [] : [{ sessionId, version }])),
      days: said(days),
      minutes: said(minutes),
    }),
  )
  .pipe(movesAsked);

export const copyForm = z
  .strictObject({
    code: z.string(),
    startsOn: z.string(),
    nominationOpensOn: z.string().nullable(),
    nominationClosesOn: z.string().nullable(),
    skipHolidays: z.boolean(),
    withRooms: z.boolean(),
    withInstructors: z.boolean(),
    withQuotas: z.boolean(),
    step,
  })
  .transform(
    ({ nominationOpensOn, nominationClosesOn, ...rest }): z.input<typeof copyAsked> => ({
      ...rest,
      nominationOpensOn: said(nominationOpensOn),
      nominationClosesOn: said(nominationClosesOn),
    }),
  )
  .pipe(copyAsked);

export type SeriesForm = z.output<typeof seriesForm>;
export type MovesForm = z.output<typeof movesForm>;
export type CopyForm = z.output<typeof copyForm>;
