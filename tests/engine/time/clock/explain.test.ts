// Why it is due then, in plain words of both languages, and the ledger behind the words.
import { describe, expect, it } from 'vitest';
import { explainDue, ledger } from '../../../../engine/time/index.ts';
import { at, calendarNamed } from '../calendars.ts';
import type { DrivenClock } from './clocks.ts';
import { calendars, clock, term } from './clocks.ts';

const fifteenDays = term(15, 'legal-days', 'co-legal');

function told(
  driven: DrivenClock,
  now: string,
  locale: 'es' | 'en' = 'es',
  calendarOf = calendars(),
): string {
  return explainDue(driven.state(now), ledger(driven.entries, undefined, calendarOf), locale);
}

function started(start: string, target = fifteenDays): DrivenClock {
  const driven = clock();
  driven.add(start, { kind: 'started', target, warnAt: [] });
  return driven;
}

describe('the paragraph', () => {
  it('tells the term, the days that are not counted, and what is left', () => {
    const driven = started('2026-03-16T10:00');
    expect(told(driven, '2026-04-01T09:00')).toBe(
      'El plazo empezó el lunes 16 de marzo de 2026 a las 10:00 y se cuenta desde el día siguiente. Son 15 días hábiles, según el calendario «Días hábiles, Colombia». No se cuentan los sábados y domingos, el lunes 23 de marzo (Día de San José), el jueves 2 de abril (Jueves Santo) ni el viernes 3 de abril (Viernes Santo). Por eso vence el jueves 9 de abril de 2026 a las 23:59:59. Quedan 4 días hábiles.',
    );
    expect(told(driven, '2026-04-01T09:00', 'en')).toBe(
      'The term began on Monday 16 March 2026 at 10:00 and is counted from the next day. It is 15 business days by the calendar "Días hábiles, Colombia". Saturdays, Sundays, Monday 23 March (Día de San José), Thursday 2 April (Jueves Santo) and Friday 3 April (Viernes Santo) do not count. So it is due on Thursday 9 April 2026 at 23:59:59. 4 business days left.',
    );
    expect(told(driven, '2026-04-09T09:00')).toMatch(/Vence hoy\.$/);
    expect(told(driven, '2026-04-14T09:00')).toMatch(/Venció hace 3 días hábiles\.$/);
  });

  it('says for whom it is, who did what, and why', () => {
    const driven = started('2026-03-16T10:00');
    const target = term(30, 'legal-days', 'co-legal');
    const reason = 'Faltan conceptos técnicos.';
    driven.add('2026-04-08T10:00', { kind: 'extended', target, reason, notified: true });
    const lines = ledger(driven.entries, [undefined, 'Ana Pérez'], calendars());
    const text = explainDue(driven.state('2026-04-09T09:00'), lines, 'es', { metric: 'resolution' });
    expect(text).toMatch(/^El plazo para responder de fondo empezó el lunes 16 de marzo/);
    expect(text).toContain(
      'El miércoles 8 de abril de 2026 a las 10:00, antes de vencer, se amplió a 30 días hábiles en total, por «Faltan conceptos técnicos» (lo registró Ana Pérez), y se informó a quien presentó la solicitud.',
    );
    expect(text).toContain(
      'Por eso vence el jueves 30 de abril de 2026 a las 23:59:59. Quedan 15 días hábiles.',
    );
  });

  it('tells a pause while it lasts and afterwards', () => {
    const driven = started('2026-10-05T09:00');
    driven.add('2026-10-14T12:00', { kind: 'paused', reason: 'Petición incompleta' });
    const during = told(driven, '2026-10-20T09:00');
    expect(during).toContain(
      'Está en pausa desde el miércoles 14 de octubre de 2026 a las 12:00, por «Petición incompleta»; mientras tanto no corre.',
    );
    expect(during).toMatch(
      /Cuando se reanude, quedarán 9 días hábiles y se sabrá la fecha de vencimiento\.$/,
    );
    expect(during).not.toContain('Por eso vence');
    driven.add('2026-11-05T12:00', { kind: 'resumed' });
    expect(told(driven, '2026-11-06T09:00')).toContain(
      'Estuvo en pausa desde el miércoles 14 de octubre de 2026 a las 12:00 hasta el jueves 5 de noviembre de 2026 a las 12:00, por «Petición incompleta»; ese tiempo no se cuenta.',
    );
    driven.add('2026-11-19T09:00', { kind: 'met' });
    expect(told(driven, '2027-01-06T09:00')).toMatch(
      /Por eso vencía el jueves 19 de noviembre de 2026 a las 23:59:59\. Se cumplió a tiempo el jueves 19 de noviembre de 2026 a las 09:00\.$/,
    );
  });

  it('tells another target, another calendar version, and a transfer', () => {
    const legal = calendarNamed('co-legal');
    const exceptions = [{ date: '2026-04-08', working: false, why: 'Día cívico' }];
    const both = calendars({ 'co-legal': [{ ...legal, exceptions }] });
    let isPublished = false;
    const calendarOf: typeof both = (id, version) => both(id, version ?? (isPublished ? 2 : 1));
    const driven = clock(calendarOf);
    driven.add('2026-03-16T10:00', {
      kind: 'started',
      target: term(10, 'legal-days', 'co-legal'),
      warnAt: [],
    });
    driven.add('2026-03-17T10:00', { kind: 'retargeted', target: fifteenDays, reason: 'Tipología' });
    isPublished = true;
    driven.add('2026-03-24T09:00', { kind: 'recalculated', reason: 'Decreto' });
    const text = told(driven, '2026-03-25T09:00', 'es', calendarOf);
    expect(text).toContain(
      'la meta cambió a 15 días hábiles, por «Tipología»; se conservaron el inicio y las pausas.',
    );
    expect(text).toContain(
      'se volvió a contar con la versión 2 del calendario, por «Decreto»: el vencimiento pasó del jueves 9 de abril de 2026 a las 23:59:59 al viernes 10 de abril de 2026 a las 23:59:59.',
    );
    expect(text).toContain('el miércoles 8 de abril (Día cívico)');
    driven.add('2026-03-26T09:00', { kind: 'transferred', to: 'la Alcaldía de Manizales' });
    expect(told(driven, '2026-04-25T09:00', 'es', calendarOf)).toMatch(
      /se trasladó por competencia a la Alcaldía de Manizales, y el plazo de esa entidad empieza el día siguiente al que la recibe\.$/,
    );
  });

  it('tells hours, filings after closing, months and set dates', () => {
    const hours = started('2026-11-18T17:30', term(8, 'business-hours', 'co-8x5'));
    const text = told(hours, '2026-11-19T09:20');
    expect(text).toContain(
      'Como eso fue fuera del horario, se cuenta desde el jueves 19 de noviembre de 2026 a las 08:00. Son 8 horas hábiles',
    );
    expect(text).toMatch(/Quedan 6 horas y 40 minutos de tiempo hábil\.$/);
    const nextDay = started('2026-05-15T19:30', {
      ...fifteenDays,
      afterHours: 'next-day',
    } as typeof fifteenDays);
    expect(told(nextDay, '2026-05-20T09:00')).toContain(
      'se tiene por recibido el siguiente día hábil y se cuenta desde el miércoles 20 de mayo de 2026.',
    );
    const month = started('2026-10-14T08:00', term(1, 'calendar-month', 'co-legal'));
    expect(told(month, '2026-10-20T09:00')).toContain('Es 1 mes calendario');
    const set = started('2026-10-14T08:00', { until: at('2026-10-30T23:59:59'), calendar: 'co-legal' });
    expect(told(set, '2026-10-20T09:00')).toMatch(
      /La fecha de vencimiento no se cuenta: quedó fijada de antemano\. Por eso vence el viernes 30 de octubre de 2026 a las 23:59:59\. Quedan 8 días hábiles\.$/,
    );
  });
});

describe('a date that another body set', () => {
  it('is told to stay as it is while something is waited for', () => {
    const set = started('2026-10-14T08:00', { until: at('2026-10-30T23:59:59'), calendar: 'co-legal' });
    set.add('2026-10-15T08:00', { kind: 'paused', reason: 'Esperar lo que falta' });
    const text = told(set, '2026-10-20T09:00');
    expect(text).toContain('por «Esperar lo que falta»; la fecha fijada no cambia por eso. Por eso vence');
    expect(text).not.toContain('no corre');
  });
});

describe('the ledger', () => {
  it('has for each entry who, why, the version, the days counted and skipped, and what it moved', () => {
    const driven = started('2026-10-05T09:00');
    const reason = 'Petición incompleta';
    driven.add('2026-10-14T12:00', { kind: 'paused', reason, element: 'wait_for_citizen' });
    driven.add('2026-11-05T12:00', { kind: 'resumed', element: 'wait_for_citizen' });
    const lines = ledger(driven.entries, ['Radicador', 'Ana Pérez'], calendars());
    expect(lines.map(({ kind, who, why }) => [kind, who, why])).toEqual([
      ['started', 'Radicador', undefined],
      ['paused', 'Ana Pérez', reason],
      ['resumed', undefined, undefined],
    ]);
    const [first, paused, resumed] = lines;
    expect(first).toMatchObject({ calendar: { id: 'co-legal', version: 1 } });
    expect(first?.counted).toHaveLength(15);
    expect(first?.skipped).toContainEqual({ date: '2026-10-12', kind: 'holiday', why: 'Día de la Raza' });
    expect(paused?.counted).toBeUndefined();
    expect(paused?.local).toEqual({
      at: '2026-10-14T12:00:00-05:00',
      dueBefore: '2026-10-27T23:59:59-05:00',
    });
    expect(resumed?.local.dueAfter).toBe('2026-11-19T23:59:59-05:00');
    expect(resumed?.counted).toHaveLength(15);
    expect(resumed?.skipped).toContainEqual({ date: '2026-11-04', kind: 'pause', why: reason });
  });
});
