// Findings of style: what a drawing leaves unsaid, and what runs otherwise than it looks. A designer may follow them or not.
import type { ModdleElement } from 'bpmn-moddle';
import type { Problem } from '../../core/problem.ts';
import { decode } from '../decode.ts';
import { gather } from '../gather.ts';
import { readXml } from '../readXml.ts';
import { type Report, reportOn } from '../report.ts';
import { childrenOf } from '../sourceNode.ts';
import { checkDefinitions, checkDrawn } from './definitions.ts';
import { checkLabels, checkNamesRepeated } from './labels.ts';
import { checkLaneUse } from './laneUse.ts';
import { checkPaths } from './paths.ts';

/** Of one file; nothing where it cannot be read, of which the model reader tells. */
export async function styleProblems(content: Uint8Array | string, resource: string): Promise<Problem[]> {
  const unread = reportOn(resource);
  const text = decode(content, unread);
  const document = text === undefined ? undefined : await readXml(text, unread);
  return document ? styleOf(document.root, resource) : [];
}

/** Of the tree that the XML library made. */
export function styleOf(root: ModdleElement, resource: string): Problem[] {
  const report = warnings(reportOn(resource));
  for (const process of childrenOf(root, 'rootElements')) {
    if (process.$type !== 'bpmn:Process') continue;
    const gathered = gather(process);
    if (gathered.nodes.length === 0) continue;
    checkLabels(gathered, report);
    checkNamesRepeated(gathered, report);
    checkPaths(gathered, report);
    checkLaneUse(gathered, report);
    checkDrawn(root, gathered, report);
  }
  checkDefinitions(root, report);
  return report.problems;
}

/** Where a file has more than anybody reads, the model's own report says so. */
function warnings(report: Report): Report {
  return {
    ...report,
    warn(code, values, element) {
      if (report.problems.length < MOST) report.warn(code, values, element);
    },
  };
}

const MOST = 300;
