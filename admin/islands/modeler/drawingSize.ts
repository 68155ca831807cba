// How much a file draws, told before the library parses it: too much would hold the tab for minutes.

/** Shapes and lines from here on are opened only if somebody says so. */
const MANY_DRAWN = 2_000;
/** Nobody can work with more; parsing and drawing it may use up the memory of the tab. */
const MOST_DRAWN = 12_000;

export type DrawingSize = { drawn: number; judged: 'usual' | 'many' | 'tooMany' };

export function sizeOf(xml: string): DrawingSize {
  const drawn = (xml.match(/<(?:[\w.-]+:)?BPMN(?:Shape|Edge)[\s>]/g) ?? []).length;
  // Without a diagram it is laid out first, which takes longer than drawing.
  const undrawn = drawn > 0 ? 0 : (xml.match(/\sid\s*=/g) ?? []).length;
  const most = Math.max(drawn, undrawn);
  return { drawn: most, judged: most > MOST_DRAWN ? 'tooMany' : most > MANY_DRAWN ? 'many' : 'usual' };
}

export const hasDiagram = (xml: string): boolean => /<(?:[\w.-]+:)?BPMNPlane[\s>]/.test(xml);
