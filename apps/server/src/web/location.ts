/** Metadata: how the answer of a route names its `Location`. */
export const LOCATION = Symbol('location');
