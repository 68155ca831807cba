// Many petitions over some years, each through the shipped process, and every due date that its clocks told compared.
import type { SlaEntry } from '../../../engine/core/slaFacts.ts';
import { randomFrom } from '../../engine/time/independent/compare.ts';
import type { Drawing } from './drawing.ts';
import { type Entry, type ExpectedClock, expectedClocks } from './expected.ts';
import { runPetition, type ToldClock, wallOf } from './petition.ts';
import { planOf } from './plan.ts';

export interface Figures {
  petitions: number;
  completed: number;
  clocks: number;
  dueDates: number;
  warnings: number;
  breaches: number;
  pauses: number;
  extensions: number;
  incidents: number;
  mismatches: string[];
}

/** Calendar days in a year, near enough to spread arrivals. */
const YEAR = 365.25;

export function simulate(
  drawing: Drawing,
  { count, years, firstDay, seed }: { count: number; years: number; firstDay: string; seed: number },
  progress: (done: number) => void = () => {},
): Figures {
  const random = randomFrom(seed);
  const first = Date.parse(firstDay) / 86_400_000;
  const figures: Figures = {
    petitions: 0,
    completed: 0,
    clocks: 0,
    dueDates: 0,
    warnings: 0,
    breaches: 0,
    pauses: 0,
    extensions: 0,
    incidents: 0,
    mismatches: [],
  };
  for (let index = 0; index < count; index += 1) {
    const plan = planOf(random, first, Math.floor(years * YEAR));
    const { clocks, happened } = runPetition(drawing, plan);
    figures.petitions += 1;
    if (happened.state === 'completed') figures.completed += 1;
    else figures.mismatches.push(`petition ${index} is ${happened.state} after ${happened.steps} steps`);
    figures.incidents += happened.incidents.length;
    for (const incident of happened.incidents) figures.mismatches.push(`petition ${index}: ${incident}`);
    compare(index, clocks, expectedClocks(plan, happened), figures);
    if (index % 500 === 499) progress(index + 1);
  }
  return figures;
}

function compare(petition: number, told: ToldClock[], expected: ExpectedClock[], figures: Figures): void {
  const names = (clocks: { name: string }[]) =>
    clocks
      .map(({ name }) => name)
      .sort()
      .join();
  if (names(told) !== names(expected))
    figures.mismatches.push(`petition ${petition}: clocks ${names(told)}, not ${names(expected)}`);
  const left = [...expected];
  for (const clock of told) {
    const place = left.findIndex(({ name }) => name === clock.name);
    if (place < 0) continue;
    const [match] = left.splice(place, 1);
    figures.clocks += 1;
    compareClock(petition, clock, match!, figures);
  }
}

function compareClock(
  petition: number,
  { name, entries }: ToldClock,
  expected: ExpectedClock,
  figures: Figures,
): void {
  const found = entries.filter(({ kind }) => kind !== 'warned').map(entryOf);
  const [a, b] = [found, expected.entries].map((list) => list.map(shown).join('\n    '));
  if (a !== b) figures.mismatches.push(`petition ${petition}, ${name}:\n    ${a}\n  not\n    ${b}`);
  figures.dueDates += found.filter(([, , due]) => due !== undefined).length;
  for (const entry of entries) {
    if (entry.kind === 'breached') figures.breaches += 1;
    if (entry.kind === 'paused') figures.pauses += 1;
    if (entry.kind === 'extended') figures.extensions += 1;
    if (entry.kind !== 'warned' || !('percent' in entry.warning)) continue;
    const at = wallOf(entry.at) * 60;
    const right = expected.warning(entry.warning.percent, at);
    if (right === undefined) continue;
    figures.warnings += 1;
    if (Math.round(at) !== right)
      figures.mismatches.push(
        `petition ${petition}, ${name}: warned ${second(Math.round(at))}, not ${second(right)}`,
      );
  }
}

function entryOf({ kind, at, dueAt }: SlaEntry): Entry {
  const seconds = (epoch: number) => Math.round(wallOf(epoch) * 60);
  return [kind, seconds(at), dueAt === undefined ? undefined : seconds(dueAt)];
}

function shown([kind, at, due]: Entry): string {
  return `${kind} ${second(at)} due ${due === undefined ? '-' : second(due)}`;
}

function second(wall: number): string {
  return new Date(wall * 1_000).toISOString().slice(0, 19);
}
