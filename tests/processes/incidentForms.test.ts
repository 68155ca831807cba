// The forms of the incident flow refuse what its rules refuse, with the catalogs of the folder.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Variables } from '../../engine/core/json.ts';
import { type FormSchema, renderForm, validateVariables } from '../../forms/index.ts';
import { processesFolder } from './facts.ts';
import { evaluateIn } from './formFeel.ts';

const evaluate = evaluateIn('incident');

function schemaOf(id: string): FormSchema {
  return JSON.parse(readFileSync(join(processesFolder, 'incident', 'forms', `${id}.form`), 'utf8'));
}

/** Fields that refuse these answers. It is ten in the morning of the 16th of March of 2026. */
function refused(id: string, variables: Variables, stored: Variables = {}): string[] {
  const result = validateVariables({ schema: schemaOf(id), locale: 'es', evaluate, stored, variables });
  return 'errors' in result ? Object.keys(result.errors).sort() : [];
}

test('a case is returned with a reason, and kept without one', () => {
  expect(refused('i12_review_n2', { correct_flow: true })).toEqual([]);
  expect(refused('i12_review_n2', { correct_flow: false })).toEqual(['return_reason']);
  expect(refused('i12_review_n2', { correct_flow: false, return_reason: 'Es del canal.' })).toEqual([]);
});

test('nothing is filed, restored or answered tomorrow', () => {
  const filed = (filed_at: string) => refused('i07_file_bizagi', { ticket_ref: 'BZ-1', filed_at });
  expect(filed('2026-03-16T09:59:00-05:00')).toEqual([]);
  expect(filed('2026-03-17T09:00:00-05:00')).toEqual(['filed_at']);
  const informed = (informed_at: string) => refused('j15_inform_client', { message: 'Listo.', informed_at });
  expect(informed('2026-03-16T09:59:00-05:00')).toEqual([]);
  expect(informed('2026-03-16T10:01:00-05:00')).toEqual(['informed_at']);
});

test('a case is registered under its number, with a typology of its product and an impact of 1 to 5', () => {
  const stored = { client_case_id: 'CASO-2026-000001' };
  const given: Variables = {
    client_nit: '900100004',
    segment: 'corporativo',
    product_channel: 'canal_sucursal_digital',
    typology: 'clave',
    request_kind: 'soporte',
    client_impact: 5,
    description: 'No podemos entrar.',
  };
  expect(refused('j01_register_case', given, stored)).toEqual([]);
  expect(refused('j01_register_case', { ...given, product_channel: 'pagos' }, stored)).toEqual(['typology']);
  expect(refused('j01_register_case', { ...given, client_impact: 6 }, stored)).toEqual(['client_impact']);
  expect(refused('j01_register_case', { ...given, client_impact: 2.5 }, stored)).toEqual(['client_impact']);
});

test('a root cause has a plan, and a day that is still to come to see whether it helped', () => {
  const plan = [{ actividad: 'Vigilar el límite', responsable: 'Equipo TI', fecha: '2026-04-01' }];
  const said = (action_plan: Variables[], effectiveness_check_at: string) =>
    refused('j19_rca_plan', { action_plan, effectiveness_check_at });
  expect(said(plan, '2026-05-01')).toEqual([]);
  expect(said([], '2026-05-01')).toEqual(['action_plan']);
  expect(said(plan, '2026-03-16')).toEqual(['effectiveness_check_at']);
});

test('only teams that take cases of others can be given one', () => {
  const done = { actions_taken: 'Nada.', is_tech_failure: false };
  const team = 'Equipo de operación del producto o canal (N2)';
  expect(refused('j08_solve_specialised', { ...done, reassign_to: team })).toEqual([]);
  expect(refused('j08_solve_specialised', { ...done, reassign_to: 'Diseño de procesos' })).toEqual([
    'reassign_to',
  ]);
});

test('who solves at first level sees the guides that were found, and says so where there are none', () => {
  const shown = (guides: string[]) =>
    renderForm({ schema: schemaOf('j06_solve_n1'), data: { guides }, locale: 'es', evaluate });
  const guide = 'GUIA-001 · Desbloquear la clave: confirme la identidad.';
  expect(shown([guide])).toContain('GUIA-001 · Desbloquear la clave');
  expect(shown([guide])).not.toContain('No hay guías');
  expect(shown([])).toContain('No hay guías');
});
