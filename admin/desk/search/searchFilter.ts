// What somebody looks for among cases, from the page's address: words, a person, dates, process, state, rule, broken promise.
import { type Condition, caseMark, type Query } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { dayOf, usernamesLike } from '../readFilter.ts';
import { type Choices, ruleIdsOf } from './searchChoices.ts';

const DAY = 86_400_000;

export const states = ['ACTIVE', 'COMPLETED', 'TERMINATED'] as const;

/** As it was typed and chosen, for the form. */
export const typedOf = (visit: Visit) => ({
  text: visit.query('q')?.trim() ?? '',
  person: visit.query('persona')?.trim() ?? '',
  from: visit.query('desde') ?? '',
  until: visit.query('hasta') ?? '',
  process: visit.query('proceso') ?? '',
  state: visit.query('estado') ?? '',
  decision: visit.query('decision') ?? '',
  rule: visit.query('regla')?.trim() ?? '',
  breach: visit.query('incumplido') ?? '',
});

export type Typed = ReturnType<typeof typedOf>;

/** Undefined: nothing was asked for. */
export async function queryOf(visit: Visit, typed: Typed, choices: Choices): Promise<Query | undefined> {
  const marks = await marksOf(visit, typed, choices);
  const where = conditionsOf(visit, typed);
  if (typed.text === '' && marks.length === 0 && where.length === 0) return undefined;
  return {
    where,
    sort: [{ column: 'key', descending: true }],
    ...(typed.text !== '' && { text: typed.text }),
    ...(marks.length > 0 && { marks }),
  };
}

async function marksOf(visit: Visit, typed: Typed, choices: Choices): Promise<string[][]> {
  const marks: string[][] = [];
  if (typed.person !== '') {
    const people = await usernamesLike(visit, typed.person);
    marks.push(people.map((person) => caseMark('person', person)));
  }
  if (typed.decision !== '') {
    const rules = typed.rule === '' ? undefined : ruleIdsOf(choices, typed.decision, Number(typed.rule));
    marks.push(
      rules?.map((rule) => caseMark('rule', typed.decision, rule)) ?? [caseMark('rule', typed.decision)],
    );
  }
  if (typed.breach !== '')
    marks.push([typed.breach === 'si' ? caseMark('breach') : caseMark('breach', typed.breach)]);
  return marks;
}

function conditionsOf(visit: Visit, typed: Typed): Condition[] {
  const where: Condition[] = [];
  const from = dayOf(visit, typed.from);
  const until = dayOf(visit, typed.until);
  if (from !== undefined) where.push({ column: 'opened_at', op: 'gte', value: from });
  if (until !== undefined) where.push({ column: 'opened_at', op: 'lt', value: until + DAY });
  if (typed.process !== '') where.push({ column: 'process_id', op: 'eq', value: typed.process });
  const state = states.find((each) => each === typed.state);
  if (state) where.push({ column: 'state', op: 'eq', value: state });
  return where;
}
