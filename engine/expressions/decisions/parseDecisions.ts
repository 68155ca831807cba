// DMN XML to decision models: what has no defined result is refused, with the element and the reason.
import type { Problem } from '../../core/problem.ts';
import { checkDecisions } from './checkDecisions.ts';
import { readInThread } from './dmnThread.ts';
import type { DecisionModel } from './model.ts';
import { readDmn } from './readDmn.ts';

export interface ParsedDecisions {
  decisions: DecisionModel[];
  problems: Problem[];
}

const MAX_SIZE = 2_000_000;
const MAX_DEPTH = 100;
/** Smaller files cannot hold the XML library for long; larger ones are read in a thread that can be stopped. */
const MAX_SIZE_HERE = 32_000;

/** `extraFunctionNames` are the functions that `createPorts` will be given. */
export async function parseDecisions(
  xml: string,
  resourceName: string,
  extraFunctionNames: readonly string[] = [],
): Promise<ParsedDecisions> {
  const refused = refusal(xml, resourceName);
  if (refused !== null) return { decisions: [], problems: [refused] };
  const read = await (xml.length > MAX_SIZE_HERE
    ? readInThread(xml, resourceName)
    : readDmn(xml, resourceName));
  const problems = [...read.problems, ...checkDecisions(read.decisions, extraFunctionNames)];
  const wrong = problems.some(({ severity }) => severity === 'error');
  return { decisions: wrong ? [] : read.decisions, problems };
}

/** What is refused before the XML library sees it. */
function refusal(xml: string, resource: string): Problem | null {
  if (xml.length > MAX_SIZE)
    return problem('FILE_TOO_LARGE', resource, { bytes: xml.length, limit: MAX_SIZE });
  const doctype = xml.search(/<!DOCTYPE/i);
  if (doctype >= 0) return problem('DOCTYPE_FORBIDDEN', resource, positionOf(xml, doctype));
  const deep = tooDeep(xml);
  if (deep !== undefined) {
    const { line } = positionOf(xml, deep);
    return problem('XML_TOO_DEEP', resource, { limit: MAX_DEPTH, line });
  }
  return null;
}

function problem(code: string, resource: string, values: Problem['values']): Problem {
  return { severity: 'error', code, resource, values };
}

function positionOf(xml: string, index: number): { line: number; column: number } {
  const lines = xml.slice(0, index).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** Where the first element deeper than allowed begins. */
function tooDeep(xml: string): number | undefined {
  let depth = 0;
  for (const { 0: tag, index } of xml.matchAll(
    /<(?:!--[\s\S]*?-->|!\[CDATA\[[\s\S]*?\]\]>|[/A-Za-z_][^<>]*>)/g,
  )) {
    if (tag.startsWith('<!') || tag.endsWith('/>')) continue;
    depth += tag.startsWith('</') ? -1 : 1;
    if (depth > MAX_DEPTH) return index;
  }
  return undefined;
}
