import { v7 } from 'uuid';

/** A new UUIDv7: sorts by the time of its making, so that new rows land at the end of an index. */
export const newId = (): string => v7();

/** When an id was made, to the millisecond. */
export const madeAt = (id: string): Date => new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True for a UUIDv7 in lower case, the only form ids have here. */
export const isId = (text: string): boolean => shape.test(text);
