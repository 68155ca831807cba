// Terms that need a moving clock end when the law says; the scenarios themselves are played with all others.
import { describe, expect, test } from 'vitest';
import { play as playIn, type Scenario } from '../scenario.ts';
import { text } from './folder.ts';

const play = (one: Scenario) => playIn('pqrs', one);

function scenario(file: string): Scenario {
  return JSON.parse(text(`scenarios/${file}`));
}

describe('terms on a moving clock', () => {
  test('the reminder of a request filed before Holy Week of 2025 comes on its Friday at eight', async () => {
    const base = scenario('reminder-does-not-cancel.json');
    const { now: _now, ...rest } = base;
    const played = await play({
      ...rest,
      now: '2025-04-11T16:30:00-05:00',
      until: '2025-04-28T00:00:00-05:00',
      answers: {
        ...base.answers,
        p03_classify: { ...base.answers.p03_classify, request_type: 'peticion_documentos' },
        p14_assign: { assigned_to: 'servicio' },
      },
    });
    expect(played.at.tm16_reminder).toBe('2025-04-25T08:00:00-05:00');
    expect(played.path.filter((id) => id === 'tm16_reminder')).toHaveLength(1);
  });

  test('a reminder whose hour has passed comes at once', async () => {
    const base = scenario('reminder-does-not-cancel.json');
    const played = await play({
      ...base,
      variables: { filed_at: '2026-03-16T10:00:00-05:00' },
      now: '2026-04-08T10:00:00-05:00',
    });
    expect(played.at.tm16_reminder).toBe('2026-04-08T10:00:00-05:00');
    expect(played.waiting).toContain('p16_service_analysis');
  });

  test('a reopened case gets the first term again', async () => {
    const base = scenario('three-attempts-on-three-days.json');
    const unhappy = {
      contact_result: 'contactado',
      satisfaction: 'no_satisfecho',
      reopen: true,
      attempt_at: '2026-11-17T09:00:00-05:00',
      observations: 'Sigue sin solución.',
    };
    const first = { ...unhappy, contact_result: 'no_contactado', attempt_at: '2026-11-16T09:00:00-05:00' };
    const played = await play({
      ...base,
      until: base.now,
      answers: { ...base.answers, p31_reopen: {}, p28_verify: [unhappy] },
    });
    expect(played.variables).toMatchObject({ reopen_count: 1, distinct_attempt_days: 0, attempt_dates: [] });
    const later = await play({
      ...base,
      answers: { ...base.answers, p31_reopen: {}, p28_verify: [first, unhappy] },
    });
    expect(later.variables.original_due_date).toBe('2026-12-07T23:59:59-05:00');
    expect(later.variables.due_date).toBe('2026-12-09T23:59:59-05:00');
  });
});
