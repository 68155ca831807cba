// Draws a drawing anew in the desk's worker, and answers where each thing of it comes to stand.
import { layoutDrawing } from '../../../../engine/model/layout/layoutDrawing.ts';
import { drawnSheets } from '../../../../engine/model/layout/readDrawn.ts';
import { readXml } from '../../../../engine/model/readXml.ts';
import { reportOn } from '../../../../engine/model/report.ts';
import type { ArrangeReply, ArrangeRequest } from './places.ts';

export function hear(request: ArrangeRequest): void {
  arrange(request).then(
    (reply) => self.postMessage(reply),
    () => self.postMessage(undefined),
  );
}

async function arrange({ xml, fileName }: ArrangeRequest): Promise<ArrangeReply> {
  // Somebody waits: a second or two, not half a minute.
  const { xml: drawn } = await layoutDrawing(xml, fileName, 'quick');
  const document = drawn === undefined ? undefined : await readXml(drawn, reportOn(fileName));
  if (!document) return undefined;
  const { sheets } = drawnSheets(document);
  return {
    shapes: sheets.flatMap(({ shapes }) => shapes.map(({ id, box }) => ({ id, box }))),
    flows: sheets.flatMap(({ flows }) => flows.map(({ id, points }) => ({ id, points }))),
    labels: sheets.flatMap(({ labels }) => labels.map(({ id, box }) => ({ id, box }))),
  };
}
