// What a flow is called in the library.
import { expect, test } from 'vitest';
import { flowName } from '../../../admin/desk/flowName.ts';
import { text } from '../../../admin/render/locale.ts';

const spoken = { lang: 'es' as const, t: (key: string) => text('es', key) };
const process = (id: string, name: string, variant = '') => ({ id, name, variant });

test('a flow that ships has its own name', () => {
  expect(flowName(spoken, 'incident', [process('incident_asis', 'Soporte (hoy)')])).toBe(
    'Soporte e incidentes',
  );
});

test('any other is called as the names of its processes begin, without what hangs over', () => {
  const names = ['Solicitud de vacaciones: hoy', 'Solicitud de vacaciones: futuro', 'Solicitud de permisos'];
  const called = (...given: string[]) =>
    flowName(
      spoken,
      'absences',
      given.map((name, at) => process(`p${at}`, name)),
    );
  expect(called(...names.slice(0, 2))).toBe('Solicitud de vacaciones');
  expect(called(...names)).toBe('Solicitud');
  expect(called(names[0] ?? '')).toBe('Solicitud de vacaciones: hoy');
});

test('where names share nothing, what is to come gives its own; without names the id stays', () => {
  const [today, toCome] = [process('a', 'Ausencias', 'as-is'), process('b', 'Vacaciones', 'to-be')];
  expect(flowName(spoken, 'absences', [today, toCome])).toBe('Vacaciones');
  expect(flowName(spoken, 'absences', [today, process('c', '')])).toBe('absences');
});
