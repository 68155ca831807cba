// The rules of the incident flow: priority, service agreements, escalation tools, root cause and early alerts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Json, lookupKey } from '../../engine/core/index.ts';
import { compileDecisions, createPorts, parseDecisions } from '../../engine/expressions/index.ts';
import { parseCatalog } from '../../engine/runtime/catalog.ts';
import { resolver } from '../../engine/runtime/folderLookups.ts';
import { processesFolder } from './facts.ts';
import { filesOf, functions, modelOf, namesIn, shipped } from './shipped.ts';

type Row = { [column: string]: string };

const at = Date.parse('2026-11-09T08:30:00-05:00');
const read = (path: string) => readFileSync(join(processesFolder, 'incident', path), 'utf8');
const catalog = (id: string) => parseCatalog(read(`catalogs/${id}.csv`)) as Row[];

async function prepared() {
  const parsed = await Promise.all(
    namesIn('incident', 'decisions').map((name) =>
      parseDecisions(read(`decisions/${name}`), name, Object.keys(functions)),
    ),
  );
  expect(parsed.flatMap(({ problems }) => problems)).toEqual([]);
  const decisions = compileDecisions(parsed.flatMap((one) => one.decisions));
  return { ports: createPorts({ functions, decisions }), resolve: resolver(await filesOf('incident')) };
}

/** What a decision gives, with the folder's catalogs. */
async function decide(id: string, variables: { [name: string]: Json }): Promise<Json> {
  const { ports, resolve } = await prepared();
  const inputs: { [key: string]: Json } = {};
  const context = { variables: { get: (name: string) => variables[name] }, now: at, owner: 1, inputs };
  for (;;) {
    const outcome = ports.decide(id, context);
    if (outcome.kind === 'value') return outcome.record.result;
    if (outcome.kind === 'error') throw new Error(JSON.stringify(outcome));
    inputs[lookupKey(outcome.lookup)] = resolve(outcome.lookup, at) ?? null;
  }
}

test.each([
  ['corporativo', 5, 5, 5, 100, 'P1'],
  ['corporativo', 3, 4, 2, 67.5, 'P2'],
  ['corporativo', 1, 1, 1, 30, 'P3'],
  ['empresarial', 3, 3, 3, 50, 'P2'],
  ['pyme', 2, 1, 1, 7.5, 'P4'],
])(
  'priority of %s with impact %i, value %i and sensitivity %i: %d, %s',
  async (segment, client_impact, value_ranking, sensitivity_index, score, level) => {
    const given = { segment, client_impact, value_ranking, sensitivity_index };
    expect(await decide('priority', given)).toEqual({ score, level });
    // The product's criticality has no weight until somebody gives it one.
    expect(await decide('priority', { ...given, product_criticality: 5 })).toEqual({ score, level });
  },
);

test('what nobody knows of a client counts least', async () => {
  expect(await decide('priority', {})).toEqual({ score: 0, level: 'P4' });
  expect(await decide('priority', { segment: 'corporativo', client_impact: 5 })).toEqual({
    score: 60,
    level: 'P2',
  });
});

test.each([
  ['pagos', 'general', 'business-days', 1],
  ['pagos', 'archivo_rechazado', 'business-days', 1],
  ['pagos', 'otros', 'business-days', 5],
  ['canal_conexion_directa', 'general', 'business-hours', 8],
  ['recaudos', 'general', 'business-days', 2],
  ['recaudos', 'otros', 'business-days', 2],
  ['canal_sucursal_digital', 'clave', 'business-hours', 8],
  ['depositos', 'general', 'business-days', 5],
])('the agreement of %s, %s, is %s %i', async (product_channel, typology, mode, amount) => {
  expect(await decide('ans', { product_channel, typology })).toMatchObject({
    mode,
    amount,
    calendar: 'co-8x5',
  });
});

test.each(['transporte_de_efectivo', 'swift', 'tarjetas', 'adquirencia', 'pasarela_de_pagos', 'otro'])(
  '%s has no agreement',
  async (product_channel) => {
    expect(await decide('ans', { product_channel, typology: 'general' })).toBeNull();
  },
);

test('the catalog of products says of today what the decision says', async () => {
  for (const { value = '', ans_general = '', ans_otros = '' } of catalog('incident-products')) {
    for (const [typology, expected] of [
      ['general', ans_general],
      ['otros', ans_otros],
    ] as const) {
      const found = (await decide('ans', { product_channel: value, typology })) as { id: string } | null;
      expect([value, typology, found?.id ?? '']).toEqual([value, typology, expected]);
    }
  }
});

const tools: [string, string, string][] = [
  ['pagos', 'Sharepoint', 'i06_file_sharepoint'],
  ['recaudos', 'Bizagi', 'i07_file_bizagi'],
  ['depositos', 'Bizagi', 'i07_file_bizagi'],
  ['transporte_de_efectivo', 'Bizagi', 'i07_file_bizagi'],
  ['swift', 'Bizagi', 'i07_file_bizagi'],
  ['canal_conexion_directa', 'Bizagi', 'i07_file_bizagi'],
  ['canal_sucursal_digital', 'Bizagi', 'i07_file_bizagi'],
  ['tarjetas', 'Página web desarrollada', 'i08_file_webpage'],
  ['adquirencia', 'Power Apps', 'i09_file_powerapps'],
  ['pasarela_de_pagos', 'Teams y Outlook', 'i10_file_teams_outlook'],
];

test.each(tools)(
  '%s is filed in %s, as decided, cataloged and drawn',
  async (product_channel, tool, task) => {
    expect(await decide('routing', { product_channel })).toBe(tool);
    expect(catalog('incident-products').find(({ value }) => value === product_channel)?.tool).toBe(tool);
    expect(await chosen('incident_asis', 'g05_product', { product_channel })).toBe(task);
  },
);

test.each([
  [{}, false],
  [{ is_repeat_of: '' }, false],
  [{ is_repeat_of: 'CASO-2026-000007' }, true],
  [{ criticality: 'critica' }, true],
  [{ criticality: 'alta' }, false],
  [{ is_repeat_of: 'CASO-2026-000007', criticality: 'baja' }, true],
])('root cause of %o: %s, as decided and drawn', async (variables, expected) => {
  expect(await decide('root_cause', variables)).toBe(expected);
  const task = expected ? 'j18_root_cause' : 'j20_update_360';
  expect(await chosen('incident_tobe', 'g17_rca_required', variables)).toBe(task);
});

test.each([
  [[6, 7, 8], true],
  [[2, 6, 7], true],
  [[6, 2, 7], true],
  [[9, 2, 4], false],
  [[9, 9, 2, 4], false],
  [[5, 5, 5], false],
  [[2, 2, 6, 7], true],
  [[], false],
])('payments refused, %o percent of them, are an alert: %s', async (samples, expected) => {
  expect(await decide('alert', { indicator: 'tasa_rechazo_pagos', samples })).toBe(expected);
});

test('an indicator may be about too little, unknown, or without samples', async () => {
  expect(await decide('alert', { indicator: 'archivos_procesados', samples: [30, 12, 10] })).toBe(true);
  expect(await decide('alert', { indicator: 'archivos_procesados', samples: [30, 12, 40] })).toBe(false);
  expect(await decide('alert', { indicator: 'nuevo', threshold: 10, samples: [11, 4, 12] })).toBe(true);
  expect(await decide('alert', { indicator: 'nuevo', threshold: 10, samples: [11, 4, 9] })).toBe(false);
  expect(await decide('alert', { alert_confirmed: true })).toBe(true);
  expect(await decide('alert', {})).toBe(false);
});

/** Where a gateway leads. */
async function chosen(process: string, gateway: string, variables: { [name: string]: Json }) {
  const diagram = shipped.find((each) => each.process === process);
  if (!diagram) throw new Error(`Expected ${process} to be shipped.`);
  const { elements, flows } = await modelOf(diagram);
  const ports = createPorts();
  const context = { variables: { get: (name: string) => variables[name] }, now: at, owner: 1, inputs: {} };
  const flow = flows.find(({ source, condition }) => {
    if (source !== gateway || condition === undefined) return false;
    const result = ports.evaluate(condition.slice(1), context);
    return result.kind === 'value' && result.value === true;
  });
  const id = flow?.id ?? elements.find((each) => each.id === gateway)?.defaultFlow;
  return flows.find((each) => each.id === id)?.target;
}
