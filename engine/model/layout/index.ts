// Drawing a file anew, and measuring how well a drawing reads.

export { type LayoutOutcome, layoutDrawing } from './layoutDrawing.ts';
export { isUnreadable, type Measures, measureDrawing } from './measures.ts';
