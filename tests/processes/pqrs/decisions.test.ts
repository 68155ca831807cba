// The decision tables of the folder: legal terms by type, and whose satisfaction is checked.
import { describe, expect, test } from 'vitest';
import type { Json, Lookup } from '../../../engine/core/index.ts';
import { compileDecisions, createPorts, parseDecisions } from '../../../engine/expressions/index.ts';
import { resolver } from '../../../engine/runtime/folderLookups.ts';
import { functions, names, text } from './folder.ts';

async function read(name: string) {
  return parseDecisions(text(`decisions/${name}`), name, Object.keys(functions));
}

/** What a decision gives, and what it asked for; a quota is granted when it is among `inputs`. */
async function decide(id: string, variables: { [name: string]: Json }, granted?: boolean) {
  const parsed = await Promise.all(names('decisions').map(read));
  const decisions = compileDecisions(parsed.flatMap((one) => one.decisions));
  const ports = createPorts({ functions, decisions });
  const asked: Lookup[] = [];
  const inputs: { [key: string]: Json } = {};
  for (;;) {
    const outcome = ports.decide(id, {
      variables: { get: (name) => variables[name] },
      now: Date.parse('2026-03-16T10:00:00-05:00'),
      owner: 7,
      inputs,
    });
    if (outcome.kind === 'value') return { result: outcome.record.result, asked };
    if (outcome.kind === 'error') throw new Error(JSON.stringify(outcome));
    asked.push(outcome.lookup);
    if (granted === undefined) throw new Error(`Expected no lookup but ${JSON.stringify(outcome.lookup)}`);
    inputs['quota:verificacion-subsidios:2026-03:100:7'] = granted;
  }
}

describe('the decisions of the PQRS folder', () => {
  test.each(['due-term.dmn', 'verification.dmn'])('%s is read without a problem', async (name) => {
    const { problems, decisions } = await read(name);
    expect(problems).toEqual([]);
    expect(decisions).toHaveLength(1);
  });

  test.each([
    ['peticion_general', 15],
    ['peticion_documentos', 10],
    ['consulta', 30],
    ['queja', 15],
    ['reclamo', 15],
    ['sugerencia', 15],
    ['felicitacion', null],
    ['agradecimiento', null],
  ])('a %s has a term of %s business days', async (request_type, days) => {
    expect((await decide('due_term', { request_type })).result).toBe(days);
  });

  test('gives the general term to a type that nobody chose', async () => {
    expect((await decide('due_term', {})).result).toBe(15);
  });
});

describe('who is asked whether they are satisfied', () => {
  test.each([
    ['queja', false, false, true],
    ['reclamo', false, false, true],
    ['queja', false, true, true],
    ['peticion', false, false, false],
    ['peticion_general', false, false, false],
    ['peticion_documentos', false, true, false],
    ['consulta', false, false, false],
    ['felicitacion', false, false, false],
    ['agradecimiento', false, false, false],
    ['reclamo', true, false, false],
    ['reclamo', true, true, false],
    ['sugerencia', false, false, false],
  ])(
    '%s, from the superintendence %s, of subsidies %s: %s',
    async (request_type, is_ssf, is_subsidio, expected) => {
      expect(await decide('verification', { request_type, is_ssf, is_subsidio })).toEqual({
        result: expected,
        asked: [],
      });
    },
  );

  test('nobody needs to say what is not so', async () => {
    expect((await decide('verification', { request_type: 'queja' })).result).toBe(true);
    expect((await decide('verification', { request_type: 'reclamo' })).result).toBe(true);
    expect((await decide('verification', {})).result).toBe(false);
  });

  test.each([true, false])('a claim of subsidies uses up the sample of the month: %s', async (granted) => {
    const claim = { request_type: 'reclamo', is_ssf: false, is_subsidio: true };
    const { result, asked } = await decide('verification', claim, granted);
    expect(result).toBe(granted);
    expect(asked).toEqual([
      { kind: 'quota', id: 'verificacion-subsidios', period: '2026-03', limit: 100, owner: 7 },
    ]);
  });

  test('the hundredth claim of the month is in the sample, the next is not, and another month begins anew', () => {
    const resolve = resolver([]);
    const asks = (period: string): Lookup => ({
      kind: 'quota',
      id: 'verificacion-subsidios',
      period,
      limit: 100,
      owner: 7,
    });
    const given = Array.from({ length: 101 }, () => resolve(asks('2026-03'), 0));
    expect([given[99], given[100], resolve(asks('2026-04'), 0)]).toEqual([true, false, true]);
  });

  test.each([true, false])('what was decided for a case stays %s and uses up nothing', async (decided) => {
    const claim = {
      request_type: 'reclamo',
      is_ssf: false,
      is_subsidio: true,
      verification_required: decided,
    };
    expect(await decide('verification', claim)).toEqual({ result: decided, asked: [] });
  });
});
