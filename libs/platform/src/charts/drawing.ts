/**
 * A drawing as a list of shapes, so that a page and a printed report show the same one. Measures are those of the drawing;
 * y grows downwards. `tone` says what a shape is, and whoever draws it knows the colour.
 */
export interface Drawing {
  width: number;
  height: number;
  shapes: Shape[];
}

export type Tone = 'mark' | 'grid' | 'axis' | 'label' | 'figure';

export type Shape =
  | { kind: 'rect'; tone: Tone; x: number; y: number; width: number; height: number; title: string }
  /** `d` as in SVG. */
  | { kind: 'path'; tone: Tone; d: string }
  | { kind: 'circle'; tone: Tone; x: number; y: number; r: number; title: string }
  | { kind: 'line'; tone: Tone; x1: number; y1: number; x2: number; y2: number }
  /** `y` is that of the base line. */
  | { kind: 'text'; tone: Tone; x: number; y: number; anchor: 'start' | 'middle' | 'end'; text: string };

/** How numbers and labels of an axis are written. */
export type Write<Value> = (value: Value) => string;

/** Wide enough for a phone; larger screens enlarge it. */
export const chartWidth = 360;

export const fontSize = 12;

/** Two digits after the point are finer than any screen. */
export const rounded = (value: number): number => Math.round(value * 100) / 100;
