// The drawings of the benchmark, written once: every engine executes the same nodes and flows, each in its own dialect.

import type { Variables } from '../core/json.ts';

export const workloadNames = ['W1', 'W2', 'W3', 'W4', 'W5'] as const;
export type WorkloadName = (typeof workloadNames)[number];

export const workloadTitles: Readonly<Record<WorkloadName | 'serviceTask', string>> = {
  W1: 'five automatic tasks in sequence',
  W2: 'parallel fork and join of five automatic tasks',
  W3: 'a loop of ten turns',
  W4: 'three user tasks in sequence',
  W5: 'gateway, user task, fork with two user tasks (timer on one), join, service task',
  serviceTask: 'one service task, 0.5 KB payload',
};

interface Part {
  tag: string;
  /** Attributes beside id and name. */
  attributes?: string;
  inner?: string;
}

/** How an engine says what BPMN leaves to it; each gets its cheapest form. */
export interface Dialect {
  automatic(id: string): Part;
  /** Adds one to the variable `turn`. */
  counting(id: string): Part;
  user(id: string): Part;
  service(id: string): Part;
  /** Content of a condition: another turn is wanted; the request is a petition. */
  condition(which: 'again' | 'petition'): string;
}

type Flow = readonly [from: string, to: string, condition?: 'again' | 'petition'];

const tasks = ['a', 'b', 'c', 'd', 'e'];
const chain = (ids: readonly string[]): Flow[] => ids.slice(1).map((to, at) => [ids[at] as string, to]);

const automaticTasks = (say: Dialect) => Object.fromEntries(tasks.map((id) => [id, say.automatic(id)]));
const gateway = (tag: string, more = '') => ({ tag, attributes: more });

interface Drawing {
  parts: { [id: string]: Part };
  flows: Flow[];
}

const around = { start: { tag: 'startEvent' }, end: { tag: 'endEvent' } };

const drawings: Record<WorkloadName | 'serviceTask', (say: Dialect) => Drawing> = {
  W1: (say) => ({
    parts: { ...around, ...automaticTasks(say) },
    flows: chain(['start', ...tasks, 'end']),
  }),
  W2: (say) => ({
    parts: {
      ...around,
      fork: gateway('parallelGateway'),
      join: gateway('parallelGateway'),
      ...automaticTasks(say),
    },
    flows: [
      ['start', 'fork'],
      ...tasks.flatMap((id): Flow[] => [
        ['fork', id],
        [id, 'join'],
      ]),
      ['join', 'end'],
    ],
  }),
  W3: (say) => ({
    parts: { ...around, a: say.counting('a'), choice: gateway('exclusiveGateway', ' default="f3"') },
    flows: [
      ['start', 'a'],
      ['a', 'choice'],
      ['choice', 'a', 'again'],
      ['choice', 'end'],
    ],
  }),
  W4: (say) => ({
    parts: { ...around, a: say.user('a'), b: say.user('b'), c: say.user('c') },
    flows: chain(['start', 'a', 'b', 'c', 'end']),
  }),
  W5: (say) => ({
    parts: {
      ...around,
      kind: gateway('exclusiveGateway', ' default="f2"'),
      classify: say.user('classify'),
      fork: gateway('parallelGateway'),
      analyze: say.user('analyze'),
      consult: say.user('consult'),
      term: {
        tag: 'boundaryEvent',
        attributes: ' attachedToRef="analyze"',
        inner:
          '<bpmn:timerEventDefinition id="after"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">' +
          'P5D</bpmn:timeDuration></bpmn:timerEventDefinition>',
      },
      join: gateway('parallelGateway'),
      notify: say.service('notify'),
      late: { tag: 'endEvent' },
      other: { tag: 'endEvent' },
    },
    flows: [
      ['start', 'kind'],
      ['kind', 'classify', 'petition'],
      ['kind', 'other'],
      ['classify', 'fork'],
      ['fork', 'analyze'],
      ['fork', 'consult'],
      ['analyze', 'join'],
      ['consult', 'join'],
      ['join', 'notify'],
      ['notify', 'end'],
      ['term', 'late'],
    ],
  }),
  serviceTask: (say) => ({
    parts: { ...around, notify: say.service('notify') },
    flows: chain(['start', 'notify', 'end']),
  }),
};

/** What an instance is started with. */
export function startVariables(name: WorkloadName | 'serviceTask'): Variables {
  if (name === 'W3') return { turn: 0 };
  if (name === 'W5') return { kind: 'petition' };
  return name === 'serviceTask' ? { payload: 'x'.repeat(500) } : {};
}

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" ' +
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
  'id="defs" targetNamespace="urn:bench">';

/** The drawing as BPMN 2.0 XML; the process is called as the workload, in lower case. */
export function workloadXml(name: WorkloadName | 'serviceTask', say: Dialect): string {
  return drawn(name.toLowerCase(), drawings[name](say), say);
}

/** One user task that follows itself for ever: each completion opens the next. */
export function endlessTaskXml(say: Dialect): string {
  const parts = { start: around.start, a: say.user('a') };
  return drawn('endless', { parts, flows: [...chain(['start', 'a']), ['a', 'a']] }, say);
}

function drawn(id: string, { parts, flows }: Drawing, say: Dialect): string {
  const ends = (node: string) =>
    flows
      .map(([from, to], at) => {
        const incoming = to === node ? `<bpmn:incoming>f${at}</bpmn:incoming>` : '';
        return incoming + (from === node ? `<bpmn:outgoing>f${at}</bpmn:outgoing>` : '');
      })
      .join('');
  const nodes = Object.entries(parts).map(([node, { tag, attributes = '', inner = '' }]) => {
    // By the schema extensions come first, then flows, then what the element holds.
    const extensions = inner.startsWith('<bpmn:extensionElements>') ? inner : '';
    const content = extensions === '' ? inner : '';
    return `<bpmn:${tag} id="${node}" name="${node}"${attributes}>${extensions}${ends(node)}${content}</bpmn:${tag}>`;
  });
  const edges = flows.map(([from, to, which], at) => {
    const open = `<bpmn:sequenceFlow id="f${at}" sourceRef="${from}" targetRef="${to}"`;
    return which === undefined ? `${open}/>` : `${open}>${say.condition(which)}</bpmn:sequenceFlow>`;
  });
  return `${HEAD}<bpmn:process id="${id}" name="${id}" isExecutable="true">${nodes.join('')}${edges.join('')}</bpmn:process></bpmn:definitions>`;
}

const extended = (content: string) => `<bpmn:extensionElements>${content}</bpmn:extensionElements>`;
const condition = (feel: string) =>
  `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${feel}</bpmn:conditionExpression>`;

/**
 * The drawings as this product executes them. A plain task is somebody's work here: its cheapest automatic task evaluates
 * something that nobody keeps, as the plain tasks of other engines keep nothing.
 */
export const ours: Dialect = {
  automatic: () => ({ tag: 'scriptTask', inner: extended('<zeebe:script expression="=1"/>') }),
  counting: () => ({
    tag: 'scriptTask',
    inner: extended('<zeebe:script expression="=turn + 1" resultVariable="turn"/>'),
  }),
  user: () => ({ tag: 'userTask', inner: extended('<zeebe:userTask/>') }),
  service: (id) => ({ tag: 'serviceTask', inner: extended(`<zeebe:taskDefinition type="${id}"/>`) }),
  condition: (which) => condition(which === 'again' ? '=turn &lt; 10' : '=kind = "petition"'),
};
