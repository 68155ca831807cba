// A drawing without its data: conditions become open questions, and whatever else is computed gets a value that works.
import type { ElementModel, EvaluationContext, Json, Ports, ProcessModel } from '../../core/index.ts';
import { breakable, breakableModel } from './promises.ts';

export interface Abstraction {
  model: ProcessModel;
  /** `hear` is told each value but those of flows' conditions, by the text of its expression. */
  ports(choose: (question: string) => boolean, hear: (expression: string, value: Json) => void): Ports;
}

/** What is asked of an expression that cannot be computed without data. */
type Kind = 'question' | 'list' | 'count' | 'nothing' | 'text';

/** By the attribute that holds the expression, wherever in the model: a new element needs no line here. */
const KINDS: readonly [RegExp, Kind][] = [
  [/condition$/i, 'question'],
  [/^inputCollection$/, 'list'],
  [/^(cardinality|maximum)$/, 'count'],
  [/date$/i, 'nothing'],
];

/** Two of everything show what goes wrong with many. */
const MADE_UP: { readonly [K in Kind]: Json } = {
  question: false,
  list: [1, 2],
  count: 2,
  nothing: null,
  // A time that passes, and a name like any other.
  text: 'PT1H',
};

/** What the core itself tells a condition. How often a loop went round is left open: the exploration goes round twice. */
const COUNTS = /^(activationCount|waitingForStart|numberOf(Active|Completed|Terminated)?Instances)$/;
/** A condition that asks what time it is. */
const CLOCK = /\b(now|today)\s*\(/;

/** Expressions are replaced by marks, which tell where they stand. */
const MARK = '?';

/** What an expression chooses to begin with in an ad-hoc subprocess is left to people: they may choose it too. */
function withActivities(element: ElementModel): ElementModel {
  if (element.adHoc?.activeElements === undefined) return element;
  const { activeElements: _, ...adHoc } = element.adHoc;
  return { ...element, adHoc };
}

interface Expression {
  kind: Kind;
  /** Without `=`. */
  text: string;
  flow: string | undefined;
}

export function abstractionOf(model: ProcessModel, ports: Ports): Abstraction {
  const expressions = new Map<string, Expression>();
  const mark = (kind: Kind, text: string, flow?: string): string => {
    const name = `${MARK}${kind} ${expressions.size}`;
    expressions.set(name, { kind, text: text.replace(/^=/, ''), flow });
    return `=${name}`;
  };
  const abstract: ProcessModel = {
    ...model,
    elements: model.elements
      .map((element) => withoutData(element, mark) as typeof element)
      .map(withActivities),
    flows: model.flows.map((flow) =>
      flow.condition === undefined ? flow : { ...flow, condition: mark('question', flow.condition, flow.id) },
    ),
  };
  const computed = new Map<string, Json>();
  const flows = new Set(model.flows.map(({ id }) => id));
  const readsData = new Set<string>();

  /** Constant expressions keep their value; what is null or fails without data is made up. */
  function computedOr({ kind, text }: Expression, context: EvaluationContext): Json {
    if (kind !== 'text') return MADE_UP[kind];
    const known = computed.get(text);
    if (known !== undefined) return known;
    const answer = ports.evaluate(text, { ...context, variables: { get: () => undefined } });
    const value = answer.kind === 'value' && answer.value !== null ? answer.value : MADE_UP.text;
    computed.set(text, value);
    return value;
  }

  /** A condition over nothing but counts of tokens and iterations is no question: it holds, or it does not. */
  function decided(text: string, context: EvaluationContext): boolean | undefined {
    if (readsData.has(text) || CLOCK.test(text)) return undefined;
    const get = (name: string) => {
      if (COUNTS.test(name) || flows.has(name)) return context.variables.get(name);
      readsData.add(text);
      return undefined;
    };
    const answer = ports.evaluate(text, { ...context, variables: { get } });
    if (readsData.has(text) || answer.kind !== 'value') return undefined;
    return typeof answer.value === 'boolean' ? answer.value : undefined;
  }

  return {
    model: breakableModel(abstract, model),
    ports: (choose, hear) => ({
      ...ports,
      sla: breakable,
      evaluate(name, context) {
        const expression = expressions.get(name);
        if (!expression) return ports.evaluate(name, context);
        if (expression.kind === 'question') {
          const value = decided(expression.text, context) ?? choose(name);
          if (expression.flow === undefined) hear(expression.text, value);
          return { kind: 'value', value };
        }
        const value = computedOr(expression, context);
        hear(expression.text, value);
        return { kind: 'value', value };
      },
      decide(id) {
        hear(`decision:${id}`, null);
        return {
          kind: 'value',
          record: { decisionId: id, decisionName: id, inputs: [], matched: [], result: null },
        };
      },
    }),
  };
}

/** A copy in which every expression is a mark; a number of repetitions, computed or not, is two. */
function withoutData(value: unknown, mark: (kind: Kind, text: string) => string, name = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutData(each, mark, name));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, withoutData(each, mark, key)]),
    );
  const kind = KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'text';
  if (typeof value === 'number' && kind === 'count') return Math.min(value, MADE_UP.count as number);
  if (typeof value !== 'string') return value;
  if (kind === 'count') return String(MADE_UP.count);
  return value.startsWith('=') || kind === 'question' ? mark(kind, value) : value;
}
