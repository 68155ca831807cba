// BPMN XML to process models, with every problem found at once. Runs here, in this thread: for the worker, the browser, tests.
import type { ModdleElement } from 'bpmn-moddle';
import type { ProcessModel } from '../core/model.ts';
import type { Problem } from '../core/problem.ts';
import { buildProcess } from './buildProcess.ts';
import { translateCamunda } from './camunda/translate.ts';
import { checkCalls } from './checks/calls.ts';
import { checkCharacters } from './checks/characters.ts';
import { checkExpressions } from './checks/expressions.ts';
import { checkLoopMarkers } from './checks/loopMarkers.ts';
import { checkMessageFlows } from './checks/messageFlows.ts';
import { checkSize } from './checks/size.ts';
import { decode } from './decode.ts';
import type { CheckFeel } from './feel.ts';
import { globalTasksOf } from './globalTasks.ts';
import { type LinkedResource, linkedResources } from './links.ts';
import { linkPools } from './pools.ts';
import { type Document, readXml } from './readXml.ts';
import { checkReferences } from './references.ts';
import { type Report, reportOn } from './report.ts';
import { childrenOf, extensionOf, tagOf, textOf } from './sourceNode.ts';
import { nameUnnamed } from './unnamed.ts';

export type { LinkedResource } from './links.ts';

export interface ParseOutcome {
  /** Empty when any problem is an error: what could not be understood must not run by accident. */
  processes: ProcessModel[];
  problems: Problem[];
  /** Forms of none start events, by process. */
  startForms: { processId: string; formId: string }[];
  /** What the processes call, show and decide by id: whether it is there is known only at deployment. */
  links: LinkedResource[];
}

export interface ParseOptions {
  checkFeel: CheckFeel;
}

export async function parseProcesses(
  content: Uint8Array | string,
  resourceName: string,
  options: ParseOptions,
): Promise<ParseOutcome> {
  const report = reportOn(resourceName);
  const text = decode(content, report);
  const document = text === undefined ? undefined : await readXml(text, report);
  if (!document) return { processes: [], problems: report.problems, startForms: [], links: [] };
  if (text !== undefined) checkLoopMarkers(text, report);
  const processes = buildAll(document, options.checkFeel, report);
  const refused = isRefused(report);
  return {
    processes: refused ? [] : processes,
    problems: report.problems,
    startForms: refused ? [] : processSources(document).flatMap(startForm),
    links: refused ? [] : linkedResources(processSources(document), globalTasksOf(document.root)),
  };
}

function buildAll(document: Document, checkFeel: CheckFeel, report: Report): ProcessModel[] {
  if (!checkSize(processSources(document), report)) return [];
  checkCharacters(document.root, report);
  translateCamunda(document, checkFeel, report);
  checkExpressions(document.root, checkFeel, report);
  const missing = checkReferences(document, report);
  checkMessageFlows(document.root, report);
  const globals = globalTasksOf(document.root);
  const drawn = processSources(document);
  const processes: ProcessModel[] = [];
  const empty: ModdleElement[] = [];
  for (const process of drawn) {
    if (textOf(process, 'id') === undefined) report.error('ID_MISSING', { tag: 'process' }, process);
    if (hasNodes(process)) processes.push(buildProcess(process, missing, globals, checkFeel, report));
    else empty.push(process);
  }
  linkPools(document.root, processes, report);
  nameUnnamed(processes);
  checkCalls(processes, report);
  // A root that was refused took its processes with it, and was complained about already.
  if (drawn.length === 0 && !isRefused(report)) report.error('NO_PROCESS', { found: rootTags(document) });
  // A partner's pool is often drawn empty: only a file with nothing to run at all is refused.
  for (const process of empty) report[processes.length > 0 ? 'warn' : 'error']('PROCESS_EMPTY', {}, process);
  return processes;
}

function isRefused(report: Report): boolean {
  return report.problems.some((problem) => problem.severity === 'error');
}

function processSources(document: Document): ModdleElement[] {
  return childrenOf(document.root, 'rootElements').filter((each) => each.$type === 'bpmn:Process');
}

function hasNodes(process: ModdleElement): boolean {
  return childrenOf(process, 'flowElements').some((each) => each.$instanceOf?.('bpmn:FlowNode'));
}

function rootTags(document: Document): string {
  return [...new Set(childrenOf(document.root, 'rootElements').map(tagOf))].join(', ');
}

function startForm(process: ModdleElement): { processId: string; formId: string }[] {
  return childrenOf(process, 'flowElements').flatMap((element) => {
    const form =
      element.$type === 'bpmn:StartEvent' ? extensionOf(element, 'zeebe:FormDefinition') : undefined;
    const formId = form && textOf(form, 'formId');
    return formId ? [{ processId: textOf(process, 'id') ?? '', formId }] : [];
  });
}
