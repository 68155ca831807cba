// What each step of a replay rests on, in words: the form and its version, the rules that matched, the calendar that
// counted, why somebody did it; and of which version of the process the case was then.
import { findForm, type HistoryBatch } from '../engine.ts';
import type { Grounds, ReplayStep } from '../replay/step.ts';
import type { Visit } from '../visit.ts';
import { decisionRules, type Rules } from './decisionRules.ts';
import { numberOf, textOf } from './rows.ts';

/** A label with what stands under it. */
export type Fact = [label: string, text: string];

export interface Telling {
  visit: Visit;
  /** Of which definition the instance is from that batch on; the first is what it began as. */
  definitions: { from: number; key: number; name: string }[];
  rules: Map<number, Rules>;
  /** Versions by definition and form. */
  forms: Map<string, string>;
  /** Why, by batch, where the command says it. */
  reasons: Map<number, string>;
}

export async function tellingOf(
  visit: Visit,
  history: HistoryBatch[],
  steps: readonly ReplayStep[],
): Promise<Telling> {
  const definitions = await definitionsOf(visit, history);
  const wanted = steps.flatMap((step) =>
    groundsOf(step).map((grounds) => ({ grounds, definition: definitionAt(definitions, step.sequence) })),
  );
  const rules = new Map<number, Rules>();
  const forms = new Map<string, string>();
  for (const { grounds, definition } of wanted) {
    if (!definition) continue;
    const { key } = definition;
    if (grounds.decision && !rules.has(key)) rules.set(key, await decisionRules(visit, key));
    const { form } = grounds;
    if (form === undefined || forms.has(`${key} ${form}`)) continue;
    const found = await findForm(visit.engine.store, key, form);
    forms.set(
      `${key} ${form}`,
      found ? visit.t('grounds.formVersion', { form, version: found.version }) : form,
    );
  }
  const reasons = new Map<number, string>();
  for (const { sequence, commands } of history)
    for (const command of commands)
      if ('reason' in command && typeof command.reason === 'string' && command.reason !== '')
        reasons.set(sequence, command.reason);
  return { visit, definitions, rules, forms, reasons };
}

async function definitionsOf({ engine, t }: Visit, history: HistoryBatch[]): Promise<Telling['definitions']> {
  const found: Telling['definitions'] = [];
  for (const { sequence, events } of history) {
    for (const event of events) {
      if (event.type !== 'instanceCreated' && event.type !== 'instanceMigrated') continue;
      const { definitionKey: key } = event;
      if (key === undefined) continue;
      const row = await engine.store.find('process_definitions', { key });
      const values = { name: textOf(row?.name), version: numberOf(row?.version) };
      found.push({ from: sequence, key, name: t('grounds.processVersion', values) });
    }
  }
  return found;
}

function definitionAt(definitions: Telling['definitions'], sequence: number) {
  return definitions.findLast(({ from }) => from <= sequence) ?? definitions[0];
}

export const versionAt = ({ definitions }: Telling, sequence: number): string =>
  definitionAt(definitions, sequence)?.name ?? '';

const groundsOf = ({ notes }: ReplayStep): Grounds[] => notes.flatMap(({ grounds }) => grounds ?? []);

export function stepFacts(telling: Telling, step: ReplayStep): Fact[] {
  const { visit, reasons } = telling;
  const facts = groundsOf(step).flatMap((grounds) => factsOf(telling, step, grounds));
  const reason = reasons.get(step.sequence);
  if (reason !== undefined) facts.push([visit.t('grounds.reason'), reason]);
  const told = new Set<string>();
  return facts.filter(([label, text]) => !told.has(`${label} ${text}`) && told.add(`${label} ${text}`));
}

function factsOf(telling: Telling, step: ReplayStep, { form, decision, calendar, reason }: Grounds): Fact[] {
  const { visit, definitions, rules, forms } = telling;
  const key = definitionAt(definitions, step.sequence)?.key ?? 0;
  const facts: Fact[] = [];
  if (form !== undefined) facts.push([visit.t('grounds.form'), forms.get(`${key} ${form}`) ?? form]);
  if (decision) {
    const known = rules.get(key)?.get(decision.id);
    const matched = decision.rules.map((rule) => {
      const found = known?.get(rule);
      return found
        ? visit.t('decision.rule', { number: found.number, of: found.of })
        : visit.t('decision.ruleNamed', { rule });
    });
    const text = matched.length > 0 ? matched.join(', ') : visit.t('grounds.noRule');
    facts.push([visit.t('grounds.decision', { name: decision.name }), text]);
  }
  if (calendar) {
    const { id, version } = calendar;
    const text = version === undefined ? id : visit.t('grounds.calendarVersion', { id, version });
    facts.push([visit.t('grounds.calendar'), text]);
  }
  if (reason !== undefined && reason !== '') facts.push([visit.t('grounds.reason'), reason]);
  return facts;
}
