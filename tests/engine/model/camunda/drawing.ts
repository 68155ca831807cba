// Small models of Camunda 7 for the tests, read and run in memory.
import { type ProcessModel, type Variables, values } from '../../../../engine/core/index.ts';
import type { UserTask } from '../../../../engine/core/state.ts';
import { createPorts } from '../../../../engine/expressions/index.ts';
import { type ParseOutcome, parseProcesses } from '../../../../engine/model/index.ts';
import { checkFeel } from '../../../../engine/runtime/checkFeel.ts';
import { createMemoryRuntime, type MemoryRuntime } from '../../../../engine/runtime/memoryRuntime.ts';
import { codesOf as codesWithin } from '../drawing.ts';

export const CAMUNDA = 'http://camunda.org/schema/1.0/bpmn';

export function file(process: string, roots = '', extension = `xmlns:camunda="${CAMUNDA}"`): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  ${extension} targetNamespace="urn:test">${roots}${process}</definitions>`;
}

export function flow(source: string, target: string, condition = ''): string {
  const inside =
    condition === ''
      ? ''
      : `<conditionExpression xsi:type="tFormalExpression"><![CDATA[${condition}]]></conditionExpression>`;
  return `<sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}">${inside}</sequenceFlow>`;
}

/** Start, the element with the id `x`, a task `after`, end. */
export function around(tag: string, attributes = '', content = '', extensions = ''): string {
  const held = extensions === '' ? '' : `<extensionElements>${extensions}</extensionElements>`;
  return `<process id="P"><startEvent id="start"/>${flow('start', 'x')}<${tag} id="x" name="X" ${attributes}>${held}${content}</${tag}>
${flow('x', 'after')}<userTask id="after" camunda:candidateGroups="office"/>${flow('after', 'end')}<endEvent id="end"/></process>`;
}

export function parse(xml: string): Promise<ParseOutcome> {
  return parseProcesses(xml, 'test.bpmn', { checkFeel });
}

export async function codesOf(xml: string): Promise<string[]> {
  return codesWithin(await parse(xml));
}

/** The element `x` as it was read. */
export async function read(xml: string) {
  const { processes, problems } = await parse(xml);
  return { x: processes[0]?.elements.find(({ id }) => id === 'x'), problems, model: processes[0] };
}

export interface Run {
  runtime: MemoryRuntime;
  key: number;
  /** Root variables. */
  variables(): Variables;
  tasks(): string[];
  /** The open task of an element. */
  task(element: string): UserTask | undefined;
  jobs(): { jobType: string; retries: number; headers: { [key: string]: string } }[];
  incidents(): string[];
  complete(element: string, variables?: Variables): void;
}

export async function run(xml: string, variables: Variables = {}, others: string[] = []): Promise<Run> {
  const models: ProcessModel[] = [];
  for (const each of [xml, ...others]) {
    const { processes, problems } = await parse(each);
    const errors = problems.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    models.push(...processes);
  }
  const runtime = createMemoryRuntime({ models, ports: createPorts(), now: Date.UTC(2026, 0, 5, 12) });
  const started = runtime.start(models[0]?.id ?? '', variables);
  if (!started.ok) throw new Error(JSON.stringify(started));
  const key = started.instanceKey;
  const states = () => runtime.instances().map((each) => runtime.state(each));
  const tasks = () => states().flatMap((state) => values(state.userTasks));
  return {
    runtime,
    key,
    variables: () => values(runtime.state(key).elements).find((each) => each.key === key)?.variables ?? {},
    tasks: () => tasks().map(({ element }) => element),
    task: (element) => tasks().find((each) => each.element === element),
    jobs: () =>
      states()
        .flatMap((state) => values(state.jobs))
        .map(({ jobType, retries, headers }) => ({ jobType, retries, headers })),
    incidents: () => states().flatMap((state) => values(state.incidents).map(({ code }) => code)),
    complete(element, given = {}) {
      const owner = runtime
        .instances()
        .find((each) => values(runtime.state(each).userTasks).some((task) => task.element === element));
      const done = runtime.submit(owner ?? 0, {
        type: 'completeUserTask',
        userTask: { elementId: element },
        variables: given,
      });
      if (!done.ok) throw new Error(JSON.stringify(done));
    },
  };
}
