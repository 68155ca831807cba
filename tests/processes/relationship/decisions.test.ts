// The decision tables of the relationship folder decide what the rules say, and the gateways that follow the same rules agree.
import { describe, expect, test } from 'vitest';
import type { Json, Variables } from '../../../engine/core/index.ts';
import { compileDecisions, createPorts, parseDecisions } from '../../../engine/expressions/index.ts';
import type { Diagram } from '../facts.ts';
import { diagrams } from '../facts.ts';
import { filesOf, functions, modelOf, namesIn } from '../shipped.ts';

const asContext = (variables: Variables) => ({
  variables: { get: (name: string) => variables[name] },
  now: Date.parse('2026-03-16T10:00:00-05:00'),
  owner: 7,
  inputs: {},
});

const tables = readTables();

async function readTables() {
  const files = (await filesOf('relationship')).filter(({ name }) => name.endsWith('.dmn'));
  const extra = Object.keys(functions);
  const parsed = await Promise.all(
    files.map(({ name, content }) => parseDecisions(content.toString('utf8'), name, extra)),
  );
  const problems = parsed.flatMap((each) => each.problems);
  const decisions = compileDecisions(parsed.flatMap((each) => each.decisions));
  return { problems, ports: createPorts({ functions, decisions }) };
}

async function decide(id: string, variables: Variables): Promise<Json> {
  const outcome = (await tables).ports.decide(id, asContext(variables));
  if (outcome.kind !== 'value') throw new Error(`Expected a value of ${id}, but ${JSON.stringify(outcome)}`);
  return outcome.record.result;
}

/** The flow that an exclusive gateway takes. */
async function chosen(process: string, gateway: string, variables: Variables): Promise<string> {
  const model = await modelOf(diagrams.find((each) => each.process === process) as Diagram);
  const { ports } = await tables;
  const element = model.elements.find(({ id }) => id === gateway);
  for (const id of element?.outgoing ?? []) {
    const flow = model.flows.find((each) => each.id === id);
    if (flow?.condition === undefined) continue;
    const held = ports.evaluate(flow.condition.slice(1), asContext(variables));
    if (held.kind === 'value' && held.value === true) return flow.target;
  }
  const otherwise = model.flows.find(({ id }) => id === element?.defaultFlow);
  return otherwise?.target ?? 'none';
}

test('the tables are read without a problem', async () => {
  expect((await tables).problems).toEqual([]);
  expect(namesIn('relationship', 'decisions')).toHaveLength(3);
});

describe('the class of an answer', () => {
  test.each([
    [0, 'detractor'],
    [6, 'detractor'],
    [7, 'neutro'],
    [8, 'neutro'],
    [9, 'promotor'],
    [10, 'promotor'],
    [11, 'sin_clasificar'],
    [null, 'sin_clasificar'],
  ])('%s is %s', async (nps_score, expected) => {
    expect(await decide('nps_class', { nps_score })).toBe(expected);
  });
});

describe('whose satisfaction is checked', () => {
  test.each([
    ['queja', false, 'turismo', undefined, true],
    ['reclamo', false, 'turismo', undefined, true],
    ['reclamo', false, 'subsidios', true, true],
    ['reclamo', false, 'subsidios', false, false],
    ['queja', false, 'subsidios', false, true],
    ['peticion', false, 'turismo', undefined, false],
    ['felicitacion', false, 'turismo', undefined, false],
    ['reclamo', true, 'turismo', undefined, false],
    ['sugerencia', false, 'turismo', undefined, false],
  ])(
    '%s, from the superintendence %s, of %s, in the sample %s: %s',
    async (request_type, is_ssf, service, subsidy_sampled, expected) => {
      const variables: Variables = { request_type, is_ssf, service };
      if (subsidy_sampled !== undefined) variables.subsidy_sampled = subsidy_sampled;
      expect(await decide('relationship_verification', variables)).toBe(expected);
      // What comes from the superintendence never reaches the gateway.
      if (is_ssf) return;
      const target = await chosen('relationship_asis', 'g31_verification_required', variables);
      expect(target).toBe(expected ? 't32_verify_satisfaction' : 't33_close_case');
    },
  );
});

describe('what follows a contact attempt', () => {
  test.each([
    ['contactado', 1, 'contactado'],
    ['contactado', 3, 'contactado'],
    ['no_contactado', 1, 'reintentar'],
    ['no_contactado', 2, 'reintentar'],
    ['no_contactado', 3, 'no_contactado'],
    ['no_contactado', 4, 'no_contactado'],
    [null, null, 'reintentar'],
  ])('%s on %s distinct days: %s', async (contact_result, distinct_attempt_days, expected) => {
    const variables = { contact_result, distinct_attempt_days };
    expect(await decide('contact_attempts', variables)).toBe(expected);
    const asIs = {
      contactado: 't33_close_case',
      no_contactado: 't33_close_case',
      reintentar: 'tm32_next_day',
    };
    expect(await chosen('relationship_asis', 'xg32_attempts', variables)).toBe(
      asIs[expected as keyof typeof asIs],
    );
    const loop = {
      contactado: 'c07_resolve',
      no_contactado: 'end_not_contacted',
      reintentar: 'tm06_next_day',
    };
    expect(await chosen('relationship_tobe_closed_loop', 'g06_contacted', variables)).toBe(
      loop[expected as keyof typeof loop],
    );
  });
});
