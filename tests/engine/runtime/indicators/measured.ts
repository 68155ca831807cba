// A small flow that is measured, with every kind of measure, and cases of it that random hands move.

import { createPorts } from '../../../../engine/expressions/index.ts';
import {
  computeIndicator,
  type Fact,
  feelWith,
  type IndicatorDefinition,
  measureFunctions,
  rangeOf,
} from '../../../../engine/metrics/index.ts';
import type { DurableRuntime } from '../../../../engine/runtime/durableRuntime.ts';
import { bogota, type Calendar } from '../../../../engine/time/index.ts';
import { ana, done, eva, type Opened, tasks } from '../openRuntime.ts';

const words = (text: string) => ({ es: text, en: text });

export const calendar = {
  id: 'co-test',
  name: 'Prueba',
  zone: 'America/Bogota',
  week: Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [day, [['08:00', '17:00']]]),
  ),
  holidays: [],
  exceptions: [],
};

const common = {
  group: words('g'),
  kind: 'share',
  formulaText: words('f'),
  period: 'month',
  target: null,
  direction: 'up',
  data: ['history'],
  source: 's',
};

export const indicators = [
  {
    ...common,
    id: 'Q1',
    name: words('On time'),
    unit: 'percent',
    formula: 'inTime / answered * 100',
    numerator: { ...words('in time'), is: 'inTime' },
    denominator: { ...words('answered'), is: 'answered' },
    aggregates: {
      inTime: { fact: 'case-answered', where: 'onTime = true' },
      answered: { fact: 'case-answered', where: 'onTime != null' },
    },
    reads: { measured: { variables: ['amount'] } },
  },
  {
    ...common,
    id: 'Q2',
    name: words('Share of an area'),
    unit: 'percent',
    formula: 'own / everything * 100',
    aggregates: { own: { fact: 'case-filed' }, everything: { fact: 'case-filed', whole: true } },
    per: ['area'],
  },
  {
    ...common,
    id: 'Q3',
    name: words('Minutes of a task'),
    unit: 'minutes',
    kind: 'median',
    formula: '[took.mean, took.median, took.p90, took.max]',
    parts: [words('a'), words('b'), words('c'), words('d')],
    aggregates: {
      took: { fact: 'task-completed', distribution: 'business minutes(createdAt, completedAt, "co-test")' },
    },
    per: ['element'],
  },
  {
    ...common,
    id: 'Q4',
    name: words('Money, who, against last month'),
    unit: 'cop',
    formula: '[money, who, money - earlier]',
    parts: [words('a'), words('b'), words('c')],
    aggregates: {
      money: { fact: 'case-closed', where: 'closing = "solved"', sum: 'amount', decimals: 2 },
      who: { fact: 'task-completed', distinct: 'person' },
      before: {
        fact: 'case-closed',
        where: 'closing = "solved"',
        sum: 'amount',
        decimals: 2,
        period: 'previous',
      },
    },
    reads: { measured: { variables: ['amount'] } },
  },
  {
    ...common,
    id: 'Q5',
    name: words('Open and late'),
    unit: 'count',
    period: 'now',
    formula: 'late',
    aggregates: { late: { fact: 'case-open', where: 'isOverdue = true', period: 'now' } },
  },
  {
    ...common,
    id: 'Q6',
    name: words('People trained'),
    unit: 'count',
    formula: '[trained, held]',
    parts: [words('a'), words('b')],
    aggregates: {
      trained: { fact: 'figure', where: 'name = "trained"', sum: 'value' },
      held: { fact: 'figure', where: 'name = "held"', last: 'value', period: 'until' },
    },
  },
];

const facts = {
  measured: {
    dimensions: { area: 'area', channel: 'channel', type: 'kind' },
    answeredAt: ['sent_at'],
    dueAt: ['due'],
    escalatedBy: ['second'],
    calendar: 'co-test',
    closing: { gone: 'transferred' },
  },
};

export const drawing = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:cauce="urn:cauce:bpmn:1.0" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="t" id="d">
 <bpmn:process id="measured" name="Measured" isExecutable="true">
  <bpmn:extensionElements><cauce:variant flow="tests" kind="to-be" />
   <cauce:dataSubject publicNames="area channel kind amount due sent_at away" /></bpmn:extensionElements>
  <bpmn:startEvent id="start" />
  <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="first" />
  <bpmn:userTask id="first" name="First" />
  <bpmn:sequenceFlow id="f2" sourceRef="first" targetRef="ways" />
  <bpmn:exclusiveGateway id="ways" default="f3" />
  <bpmn:sequenceFlow id="f3" sourceRef="ways" targetRef="second" />
  <bpmn:sequenceFlow id="f4" sourceRef="ways" targetRef="gone"><bpmn:conditionExpression
    xsi:type="bpmn:tFormalExpression">=away = true</bpmn:conditionExpression></bpmn:sequenceFlow>
  <bpmn:userTask id="second" name="Second" />
  <bpmn:sequenceFlow id="f5" sourceRef="second" targetRef="end" />
  <bpmn:endEvent id="end" /><bpmn:endEvent id="gone" />
 </bpmn:process></bpmn:definitions>`;

export async function deployMeasured(engine: DurableRuntime, list: unknown[] = indicators): Promise<void> {
  const files = {
    'measured.bpmn': drawing,
    'facts.json': JSON.stringify(facts),
    'indicators.json': JSON.stringify(list),
    'calendars/co-test.json': JSON.stringify(calendar),
  };
  const outcome = await engine.deploy(
    Object.entries(files).map(([name, text]) => ({ name, content: Buffer.from(text) })),
    ana,
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems, null, 1));
}

/** So many random acts on cases, over weeks. */
export async function live(
  { engine, store, clock }: Opened,
  acts: number,
  random: () => number,
): Promise<void> {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const iso = (ms: number) => new Date(ms).toISOString();
  const dims = () => ({
    area: one(['norte', 'sur', 'centro']),
    channel: one(['web', 'call']),
    kind: one(['q', 'r']),
  });
  for (let act = 0; act < acts; act++) {
    clock.now += Math.floor(random() * 40) * 3_600_000;
    const open = await tasks(store);
    const who = one([ana, eva]);
    if (open.length === 0 || random() < 0.35) {
      const variables = {
        ...dims(),
        amount: Math.floor(random() * 1e6) / 100,
        due: iso(clock.now + one([5, 50, 500]) * 3_600_000),
        name: 'X',
      };
      done(await engine.start({ processId: 'measured', variables, principal: ana }));
      continue;
    }
    const key = one(open);
    if (random() < 0.3) await engine.assignUserTask(key, who.username, true, { principal: who });
    else if (random() < 0.1) await engine.cancelInstance(await instanceOf(key), { principal: who });
    else {
      const more = random() < 0.3 ? dims() : {};
      done(
        await engine.completeUserTask(
          key,
          { ...more, sent_at: iso(clock.now), away: random() < 0.2 },
          { principal: who },
        ),
      );
    }
  }

  async function instanceOf(task: number): Promise<number> {
    const row = await store.reader('cauce_user_tasks').where({ key: task }).first('instance_key');
    return Number(row.instance_key);
  }
}

export function feelAt(now: number) {
  const calendarOf = (id: string) =>
    id === 'co-test' ? { calendar: calendar as unknown as Calendar, zone: bogota } : undefined;
  return feelWith(createPorts({ functions: measureFunctions(calendarOf) }), now);
}

/** The same figures straight from all facts. */
export function expected(
  definition: IndicatorDefinition,
  all: Fact[],
  now: number,
  asked: { from: string; to: string; filter?: object; per?: readonly 'area'[] },
) {
  const period = rangeOf(asked.from, asked.to);
  if (!period) throw new Error('no range');
  const { filter = {}, per = [] } = asked;
  return computeIndicator(definition, all, { period, feel: feelAt(now), now, filter, per });
}
