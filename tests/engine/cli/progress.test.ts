// Commands stay silent for a second, and then tell each second how far they are.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTerminal } from '../../../engine/cli/command.ts';
import { createProgress, whileWorking } from '../../../engine/cli/progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function recording(locale: 'es' | 'en') {
  const told: string[] = [];
  return { told, terminal: { ...createTerminal(locale), complain: (text: string) => void told.push(text) } };
}

it('counts at most once a second, and not before the first', () => {
  const { told, terminal } = recording('es');
  const progress = createProgress(terminal);
  for (let step = 0; step < 25; step += 1) {
    vi.advanceTimersByTime(100);
    progress.at(`paso ${step}`, `step ${step}`);
  }
  expect(told).toEqual(['… paso 9', '… paso 19']);
});

it('names work that tells nothing itself, until it ends', async () => {
  const { told, terminal } = recording('en');
  let end: (value: number) => void = () => {};
  const work = new Promise<number>((resolve) => {
    end = resolve;
  });
  const waiting = whileWorking(terminal, 'desplegando', 'deploying', work);
  vi.advanceTimersByTime(2500);
  end(7);
  expect(await waiting).toBe(7);
  vi.advanceTimersByTime(5000);
  expect(told).toEqual(['… deploying (1 s)', '… deploying (2 s)']);
});
