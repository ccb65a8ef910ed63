/** Charts as drawings: what is drawn and where, for pages and printed reports alike. */
export { type Bar, barChart } from './bar-chart.js';
export { chartWidth, type Drawing, fontSize, type Shape, type Tone } from './drawing.js';
export { type Bin, edgesOf, histogram } from './histogram.js';
export { type LinePoint, lineChart } from './line-chart.js';
