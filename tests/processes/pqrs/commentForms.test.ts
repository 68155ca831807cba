// The forms of today's comments refuse what cannot be, and nothing else.
import { describe, expect, test } from 'vitest';
import type { Variables } from '../../../engine/core/json.ts';
import { refused } from './formAnswers.ts';

describe("today's comments", () => {
  const earlier = { filed_at: '2026-03-16T08:00:00-05:00' };

  test('are classified with the lists of the folder', () => {
    const classified: Variables = {
      comment_type: 'queja',
      topic: 'trato_recibido',
      area: 'Ips Salud',
      is_contributor_case: false,
    };
    expect(refused('a02_register_classify', classified)).toEqual([]);
    expect(
      refused('a02_register_classify', { ...classified, comment_type: 'peticion', area: 'Otra' }),
    ).toEqual(['area', 'comment_type']);
  });

  test('have a delegate of their area in charge, any where the area has none', () => {
    const analysed = { causes: 'a', actions: 'b', redress_required: false };
    const check = (responsible: string, area: string) =>
      refused('a05_analyse_causes', { ...analysed, responsible }, { area });
    expect(check('delegado.turismo', 'Turismo')).toEqual([]);
    expect(check('delegado.turismo', 'Vivienda')).toEqual(['responsible']);
    expect(check('delegado.turismo', 'Nueva')).toEqual([]);
  });

  test('are answered in the past, after they were received', () => {
    const check = (answered_at: string) =>
      refused('a08_answer_client', { answer_text: 'Gracias.', answered_at }, earlier);
    expect(check('2026-03-16T09:00:00-05:00')).toEqual([]);
    expect(check('2026-03-17T09:00:00-05:00')).toEqual(['answered_at']);
    expect(check('2026-03-15T09:00:00-05:00')).toEqual(['answered_at']);
  });

  test('say what was corrected where something was wrong', () => {
    expect(refused('a12_quality_monitoring', { data_quality_ok: true })).toEqual([]);
    expect(refused('a12_quality_monitoring', { data_quality_ok: false })).toEqual(['correction']);
  });
});
