// The worked examples of the terms that the shipped processes count: petitions, service levels, reminders, thresholds.
import { describe, expect, it } from 'vitest';
import type { DueRequest, Mode } from '../../../engine/time/index.ts';
import {
  businessDaysBefore,
  businessMillisBetween,
  due,
  instantAt,
  isOnTime,
  MINUTE,
  remaining,
} from '../../../engine/time/index.ts';
import { at, calendarNamed, fixture, local } from './calendars.ts';

interface Example {
  id: string;
  desc: string;
  mode: string;
  start: string;
  amount: number;
  calendar: string;
  due: string;
  base_due?: string;
  after_hours_policy?: 'same_day' | 'next_business_day';
  request_completion_on?: string;
  completed_on?: string;
  end_of_working_day?: boolean;
  pauses?: [string, string][];
  changed_at?: string;
  returned_at?: string;
  elapsed_before?: number;
  elapsed_at_change?: number;
  elapsed_before_pause?: number;
  paused_business_minutes?: number;
  overrun_business_minutes_at_return?: number;
  total_elapsed_business_minutes_at_due?: number;
  breached?: boolean;
  breached_at_return?: boolean;
}

const examples = JSON.parse(fixture('sla-examples.json')) as Example[];

const modeOf: Record<string, Mode> = {
  legal_days: 'legal-days',
  business_days: 'business-days',
  business_hours: 'business-hours',
  'business_hours+pause': 'business-hours',
  calendar_month: 'calendar-month',
  clock_24x7: 'clock',
  misroute_restart: 'business-hours',
  misroute_continue: 'business-hours',
  priority_change_retroactive: 'business-hours',
  priority_change_restart: 'business-hours',
};

function requestOf(example: Example): DueRequest {
  const restarts = example.mode === 'misroute_restart' || example.mode === 'priority_change_restart';
  const start = restarts ? (example.returned_at ?? example.changed_at!) : example.start;
  const pauses = (example.pauses ?? []).map(([from, to]) => ({ from: at(from), to: at(to) }));
  if (example.request_completion_on) {
    pauses.push({
      from: at(`${example.request_completion_on}T12:00`),
      to: at(`${example.completed_on}T12:00`),
    });
  }
  return {
    start: at(start),
    term: example.amount,
    mode: modeOf[example.mode]!,
    calendar: calendarNamed(example.calendar),
    pauses,
    afterHours: example.after_hours_policy === 'next_business_day' ? 'next-day' : 'same-day',
    endOfWorkingDay: example.end_of_working_day ?? false,
  };
}

describe('worked examples', () => {
  it('are all 47', () => {
    expect(examples).toHaveLength(47);
  });

  for (const example of examples) {
    it(`${example.id} ${example.desc}`, () => {
      const calendar = calendarNamed(example.calendar);
      if (example.mode === 'reminder') {
        expect(local(businessDaysBefore(at(example.base_due!), 2, calendar, '08:00'))).toBe(example.due);
        return;
      }
      if (example.mode === 'threshold') {
        const request = { start: at(example.start), term: 8, mode: 'business-hours' as const, calendar };
        expect(local(instantAt(request, example.amount))).toBe(example.due);
        return;
      }
      expect(local(due(requestOf(example)).dueAt)).toBe(example.due);
    });
  }
});

describe('facts beside the examples', () => {
  const example = (id: string) => examples.find((one) => one.id === id)!;
  const minutes = (a: string, b: string) =>
    businessMillisBetween(at(a), at(b), calendarNamed('co-8x5')) / MINUTE;

  it('L01 counts fifteen days and names every day it skips', () => {
    const found = due(requestOf(example('L01')));
    expect(found.counted).toBe(15);
    expect(found.countedDates).toHaveLength(15);
    expect(found.countedDates?.[0]).toBe('2026-03-17');
    expect(found.skipped.filter(({ kind }) => kind === 'holiday')).toEqual([
      { date: '2026-03-23', kind: 'holiday', why: 'Día de San José' },
      { date: '2026-04-02', kind: 'holiday', why: 'Jueves Santo' },
      { date: '2026-04-03', kind: 'holiday', why: 'Viernes Santo' },
    ]);
    expect(found.skipped).toContainEqual({ date: '2026-03-21', kind: 'weekly', why: 'sábado' });
    expect(found.skipped).toHaveLength(9);
  });

  it('L03 gives both names of a day that is two holidays', () => {
    const { skipped } = due(requestOf(example('L03')));
    expect(skipped.find(({ date }) => date === '2025-06-30')?.why).toBe(
      'Sagrado Corazón de Jesús; San Pedro y San Pablo',
    );
  });

  it('L16 had used six days when it was suspended and shows the days that did not count', () => {
    const found = due(requestOf(example('L16')));
    expect(found.countedDates?.filter((date) => date <= '2026-10-14')).toHaveLength(6);
    expect(found.skipped.filter(({ kind }) => kind === 'pause').map(({ date }) => date)).toContain(
      '2026-11-05',
    );
    expect(found.countedDates?.[6]).toBe('2026-11-06');
  });

  it('P01 took 120 minutes before the pause and 1080 within it', () => {
    const { pauses, elapsed_before, paused_business_minutes } = example('P01');
    const [from, to] = pauses![0]!;
    expect(minutes(example('P01').start, from)).toBe(elapsed_before);
    expect(minutes(from, to)).toBe(paused_business_minutes);
    expect(due(requestOf(example('P01'))).pausedMs / MINUTE).toBe(paused_business_minutes);
  });

  it('M01 takes 1440 business minutes from the first filing to the due instant', () => {
    expect(minutes(example('M01').start, example('M01').due)).toBe(
      example('M01').total_elapsed_business_minutes_at_due,
    );
  });

  it('M02 is 480 business minutes late when the case comes back', () => {
    const found = remaining({ ...requestOf(example('M02')), now: at(example('M02').returned_at!) });
    expect(found.isBreached).toBe(example('M02').breached_at_return);
    expect(-found.remainingMs / MINUTE).toBe(example('M02').overrun_business_minutes_at_return);
  });

  it('Q01 and Q03 keep what had elapsed when the target changes', () => {
    for (const id of ['Q01', 'Q03']) {
      const found = remaining({ ...requestOf(example(id)), now: at(example(id).changed_at!) });
      expect(found.elapsedMs / MINUTE).toBe(example(id).elapsed_at_change);
      expect(found.isBreached).toBe(example(id).breached ?? false);
    }
  });

  it('an answer within the due second is on time, one second later it is not', () => {
    const { dueAt } = due(requestOf(example('H04')));
    expect(isOnTime(dueAt + 999, dueAt)).toBe(true);
    expect(isOnTime(dueAt + 1000, dueAt)).toBe(false);
  });
});
