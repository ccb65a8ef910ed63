/** A room to teach in, or a site to visit. */
export const roomKinds = ['room', 'site'] as const;

export type RoomKind = (typeof roomKinds)[number];
