// Small BPMN files for the tests, and their outcome as short text.
import { checkFeel } from '../../../engine/expressions/index.ts';
import { type ParseOutcome, parseProcesses } from '../../../engine/model/index.ts';

/** A whole file around what stands in it. */
export function file(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:cauce="urn:cauce:bpmn:1.0"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
  id="definitions" targetNamespace="urn:test">
${content}
</bpmn:definitions>`;
}

/** A file with one process. */
export function drawing(content: string, roots = ''): string {
  return file(`${roots}<bpmn:process id="P" name="Proceso">${content}</bpmn:process>`);
}

export function flow(id: string, source: string, target: string, inside = '', name = ''): string {
  const named = name === '' ? '' : ` name="${name}"`;
  return `<bpmn:sequenceFlow id="${id}"${named} sourceRef="${source}" targetRef="${target}">${inside}</bpmn:sequenceFlow>`;
}

export function condition(text: string): string {
  return `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${text}</bpmn:conditionExpression>`;
}

/** What makes a process one that is measured: its facts are kept. Stands before its elements. */
export const measured =
  '<bpmn:extensionElements><cauce:variant flow="tests" kind="to-be"/></bpmn:extensionElements>';

/** Start, one task with the given content, end. */
export function around(tag: string, content = '', attributes = ''): string {
  return `<bpmn:startEvent id="start"/>${flow('f1', 'start', 'x')}
<bpmn:${tag} id="x" name="X" ${attributes}>${content}</bpmn:${tag}>${flow('f2', 'x', 'end')}<bpmn:endEvent id="end"/>`;
}

export function parse(content: Uint8Array | string): Promise<ParseOutcome> {
  return parseProcesses(content, 'test.bpmn', { checkFeel });
}

/** What is said of drawings that lack a part: those of the tests are parts of drawings. */
const IN_PARTS = new Set([
  'START_MISSING',
  'END_MISSING',
  'BOUNDARY_WITHOUT_FLOW',
  'EVENT_WITHOUT_INCOMING',
  'GATEWAY_WITHOUT_PURPOSE',
]);

export function codesOf({ problems }: ParseOutcome): string[] {
  return problems.map(({ code }) => code).filter((code) => !IN_PARTS.has(code));
}

/** `error CODE element`, in the order found. */
export async function problemsOf(content: Uint8Array | string): Promise<string[]> {
  const { problems } = await parse(content);
  return problems
    .filter(({ code }) => !IN_PARTS.has(code))
    .map(({ severity, code, elementId }) => [severity, code, elementId].filter(Boolean).join(' '));
}
