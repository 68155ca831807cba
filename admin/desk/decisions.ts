// The decisions that an instance took, as an auditor checks them: inputs, rules that matched, result; required ones first.
import type { Event, HistoryBatch, Json } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { decisionRules, type Rules } from './decisionRules.ts';
import { nameIn } from './elementNames.ts';
import { type Labels, labelOf } from './labels.ts';
import { valueWords } from './values.ts';

type Evaluated = Extract<Event, { type: 'decisionEvaluated' }>;

/** What was asked at one element at one time, with everything that had to be decided first. */
interface Asked {
  at: number;
  element: string;
  records: Evaluated[];
}

export interface Deciding {
  visit: Visit;
  labels: Labels;
  definitionKey: number;
}

function askedIn(history: HistoryBatch[]): Asked[] {
  const asked: Asked[] = [];
  for (const { at, events } of history) {
    let before: Event | undefined;
    for (const event of events) {
      if (event.type === 'decisionEvaluated') {
        const isNext = before?.type === 'decisionEvaluated' && before.owner === event.owner;
        if (isNext) asked.at(-1)?.records.push(event);
        else asked.push({ at, element: event.element, records: [event] });
      }
      before = event;
    }
  }
  return asked;
}

export async function decisionViews(deciding: Deciding, history: HistoryBatch[]) {
  const { visit, definitionKey } = deciding;
  const asked = askedIn(history);
  if (asked.length === 0) return [];
  const [model, rules] = await Promise.all([
    visit.engine.model(definitionKey),
    decisionRules(visit, definitionKey),
  ]);
  return asked.map(({ at, element, records }) => {
    const main = records.at(-1) as Evaluated;
    const nameOf = ({ decisionName, decisionId }: Evaluated) => decisionName || decisionId;
    return {
      at,
      element: nameIn(visit, model, element),
      decisions: records.map((record) => ({
        name: nameOf(record),
        neededFor: record === main ? undefined : nameOf(main),
        inputs: record.inputs.map(({ name, value }) => ({
          label: labelOf(visit, deciding.labels, name),
          value: words(deciding, name, value),
        })),
        rules: record.matched.map((match) => ruleView(deciding, rules, record, match)),
        result: resultViews(deciding, record),
      })),
    };
  });
}

function ruleView(
  deciding: Deciding,
  rules: Rules,
  { decisionId }: Evaluated,
  { rule, outputs }: Evaluated['matched'][number],
) {
  const { visit } = deciding;
  const known = rules.get(decisionId)?.get(rule);
  return {
    name: known
      ? visit.t('decision.rule', { number: known.number, of: known.of })
      : visit.t('decision.ruleNamed', { rule }),
    conditions: known?.conditions,
    outputs: named(deciding, outputs),
  };
}

/** A context tells its entries; anything else is one value without a name. */
function resultViews(deciding: Deciding, { result, decisionName }: Evaluated) {
  if (typeof result === 'object' && result !== null && !Array.isArray(result)) return named(deciding, result);
  return [{ label: '', value: words(deciding, decisionName, result) }];
}

function named(deciding: Deciding, values: { [name: string]: Json }) {
  return Object.entries(values).map(([name, value]) => ({
    label: labelOf(deciding.visit, deciding.labels, name),
    value: words(deciding, name, value),
  }));
}

const words = ({ visit, labels }: Deciding, name: string, value: Json): string =>
  valueWords(visit, labels, name, value);
