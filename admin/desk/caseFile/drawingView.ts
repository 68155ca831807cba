// The drawing on the page of a case: the whole of it in a box to scroll, said in words for who does not see it.
import { drawingSvg, extentOf } from '../../drawing/drawingSvg.ts';
import type { Visit } from '../../visit.ts';
import { nameIn } from '../elementNames.ts';
import type { Case } from '../rows.ts';
import { drawingOf, wayOf } from './drawn.ts';
import type { CaseContents } from './readCase.ts';

export async function drawingView(
  visit: Visit,
  found: Case,
  { definitionKey, history, model }: CaseContents,
) {
  const drawing = await drawingOf(visit, definitionKey);
  if (!drawing) return undefined;
  const way = wayOf(history);
  const { title, description } = drawingWords(visit, found, model, way.marks);
  return {
    title,
    description,
    width: extentOf(drawing).width,
    chart: { svg: drawingSvg(drawing, way, { id: 'drawing', title, description }) },
  };
}

export function drawingWords(
  visit: Visit,
  found: Case,
  model: CaseContents['model'],
  marks: ReturnType<typeof wayOf>['marks'],
): { title: string; description: string } {
  const active = [...marks].filter(([, { active }]) => active > 0);
  const now = active.map(([id]) => nameIn(visit, model, id)).join(', ');
  return {
    title: visit.t('caseFile.diagramName', { process: found.processName, number: found.number }),
    description: visit.t('caseFile.diagramWords', {
      now: now || visit.t('caseFile.nowhere'),
      count: marks.size,
    }),
  };
}
