// When a case that is filed today is due, by the agreement of its product and the bank's hours.
import { describe, expect, test } from 'vitest';
import { play, type Scenario, scenariosOf } from './scenario.ts';

const at = (local: string) => `${local}:00-05:00`;

describe('when a filing of today is due', () => {
  const base = scenariosOf('incident').find(({ file }) => file.startsWith('asis-payments'))?.scenario;

  test.each([
    ['canal_sucursal_digital', 'general', '2026-11-18T15:30', '2026-11-19T15:30'],
    ['canal_conexion_directa', 'general', '2026-11-13T15:30', '2026-11-17T15:30'],
    ['canal_sucursal_digital', 'general', '2026-11-18T17:30', '2026-11-19T17:00'],
    ['canal_sucursal_digital', 'general', '2026-11-18T08:00', '2026-11-18T17:00'],
    ['pagos', 'general', '2026-11-13T10:15', '2026-11-17T10:15'],
    ['pagos', 'general', '2026-11-14T11:00', '2026-11-18T08:00'],
    ['pagos', 'otros', '2026-12-02T14:00', '2026-12-10T14:00'],
    ['recaudos', 'general', '2026-04-01T09:30', '2026-04-07T09:30'],
    ['depositos', 'general', '2026-12-23T16:45', '2026-12-31T16:45'],
  ])('%s, %s, filed %s: %s', async (product_channel, typology, filed, due) => {
    const scenario = base as Scenario;
    const file = { ticket_ref: 'R', filed_at: at(filed) };
    const played = await play('incident', {
      ...scenario,
      now: at(filed),
      answers: {
        ...scenario.answers,
        i03_initial_validation: { product_channel, typology, solvable_n1: false },
        i06_file_sharepoint: file,
        i07_file_bizagi: file,
      },
    });
    expect(played.variables.due_date).toBe(at(due));
  });
});
