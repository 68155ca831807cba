// An activity that is drawn as a loop and as repeated for many at once. The XML library keeps the last of the two and
// says nothing, so that it is looked for in the text.
import type { Report } from '../report.ts';

const STANDARD = '(?:\\w+:)?standardLoopCharacteristics';
const MULTIPLE = '(?:\\w+:)?multiInstanceLoopCharacteristics';
/** Up to the end of the first, and nothing but space before the second. */
const after = (first: string, second: string) =>
  `<${first}(?:[^>]*/>|[^>]*>(?:(?!</${first}>)[\\s\\S])*</${first}>)\\s*<${second}\\b`;
const BOTH = new RegExp(`${after(STANDARD, MULTIPLE)}|${after(MULTIPLE, STANDARD)}`);
const OPENING =
  /<(?:\w+:)?(?:\w*[tT]ask|subProcess|adHocSubProcess|transaction|callActivity)\b[^>]*?\bid="([^"]*)"/g;

export function checkLoopMarkers(text: string, report: Report): void {
  if (!text.includes('tandardLoopCharacteristics') || !text.includes('ultiInstanceLoopCharacteristics'))
    return;
  // One is enough to refuse the file, and to look for.
  const found = BOTH.exec(text);
  if (!found) return;
  const elementId = [...text.slice(0, found.index).matchAll(OPENING)].at(-1)?.[1];
  report.error('LOOP_TWICE', {}, elementId === undefined ? undefined : { elementId });
}
