// The shipped diagrams say twice when an answer is due: in `due_date`, which they compute, and by their clock. At every
// step of every scenario both say the same.
import { describe, expect, test } from 'vitest';
import type { Event } from '../../engine/core/index.ts';
import { play, type Scenario, scenariosOf } from './scenario.ts';
import { shipped, shippedFolders } from './shipped.ts';

interface Clock {
  due: number | undefined;
  over: boolean;
  metric: string;
  instance: number;
}

/** Follows a run: what the variable said, and what the clock of the answer said, whenever both had changed. */
function follower() {
  const clocks = new Map<number, Clock>();
  const said = new Map<number, number | null>();
  const roots = new Set<number>();
  const differences: string[] = [];
  const kinds: string[] = [];
  let compared = 0;
  let batch = { at: Number.NaN, instance: 0 };

  /** Variables are written before the clock follows them: compared once the element is done. */
  function compare(instance: number, at: number): void {
    if (!said.has(instance)) return;
    const due = said.get(instance);
    const own = [...clocks.values()].filter(
      (clock) => clock.metric === 'resolution' && clock.instance === instance,
    );
    const clock = own.at(-1);
    if (clock?.over || (due === undefined && !clock)) return;
    compared += 1;
    const counted = clock?.due ?? null;
    if (counted !== null && (due ?? null) !== counted)
      differences.push(`${iso(at)}: due_date ${iso(due)}, clock ${iso(counted)}`);
    if (due != null && !clock) differences.push(`${iso(at)}: due_date ${iso(due)}, no clock`);
  }

  return {
    differences,
    kinds,
    compared: () => compared,
    take(event: Event, instance: number, at: number) {
      if (event.type === 'elementActivated' && (at !== batch.at || instance !== batch.instance)) {
        compare(batch.instance, batch.at);
        batch = { at, instance };
      } else if (event.type === 'elementActivated') compare(instance, at);
      if (event.type === 'instanceCreated') roots.add(instance);
      if (event.type === 'variablesSet' && event.scope === instance && 'due_date' in event.variables) {
        const { due_date } = event.variables;
        said.set(instance, typeof due_date === 'string' ? Date.parse(due_date) : null);
      }
      if (event.type === 'clockStarted') {
        const { key, metric, entry } = event;
        clocks.set(key, { due: entry.dueAt, over: false, metric, instance });
        kinds.push(`${metric} started`);
      }
      if (event.type !== 'clockEntered') return;
      const clock = clocks.get(event.key);
      if (!clock) return;
      const { entry } = event;
      kinds.push(`${clock.metric} ${entry.kind}`);
      if (entry.dueAt !== undefined) clock.due = entry.dueAt;
      if (['met', 'missed', 'cancelled', 'transferred'].includes(entry.kind)) clock.over = true;
      if (entry.kind === 'cancelled') clock.due = undefined;
    },
  };
}

function iso(at: number | null | undefined): string {
  return at === null || at === undefined || Number.isNaN(at)
    ? 'none'
    : new Date(at - 5 * 3_600_000).toISOString().slice(0, 19);
}

async function followed(folder: string, scenario: Scenario) {
  const follow = follower();
  const played = await play(folder, scenario, (event, instance, at) => follow.take(event, instance, at));
  return { ...follow, played };
}

let total = 0;
const seen = new Set<string>();
const promising = new Set<string>(shipped.map(({ process }) => process));

describe.each(shippedFolders)('%s', (folder) => {
  test.each(scenariosOf(folder).map(({ file, scenario }) => [file, scenario] as const))(
    '%s: the clock and the diagram are due at the same instant, at every step',
    async (_, scenario) => {
      const { differences, played, kinds, compared } = await followed(folder, scenario);
      total += compared();
      for (const kind of kinds) seen.add(kind);
      expect(differences).toEqual([]);
      expect(played.incidents).toEqual([]);
      expect(promising.has(scenario.process)).toBe(true);
    },
  );
});

test('that was compared often enough, and clocks of the answer went through all that can happen to one', () => {
  expect(total).toBeGreaterThan(300);
  const kinds = [
    'started',
    'paused',
    'resumed',
    'extended',
    'warned',
    'breached',
    'met',
    'missed',
    'cancelled',
  ];
  expect(kinds.filter((kind) => !seen.has(`resolution ${kind}`))).toEqual([]);
  expect([...seen].filter((kind) => kind.startsWith('operation')).sort()).toContain('operation met');
});

describe('a case that was filed with the wrong team', () => {
  const scenarioIn = (file: string) => {
    const found = scenariosOf('incident').find((each) => each.file === file);
    if (!found) throw new Error(`Expected the scenario ${file}.`);
    return found.scenario;
  };

  async function clockOf(file: string): Promise<string[]> {
    const lines: string[] = [];
    const answers = new Set<number>();
    await play('incident', scenarioIn(file), (event) => {
      if (event.type === 'clockStarted' && event.metric === 'resolution') {
        answers.add(event.key);
        lines.push(`started ${iso(event.entry.at)} due ${iso(event.entry.dueAt)}`);
      } else if (event.type === 'clockEntered' && answers.has(event.key) && event.entry.kind !== 'warned')
        lines.push(event.entry.kind);
    });
    return lines;
  }

  test('begins from zero today', async () => {
    expect(await clockOf('asis-misrouted-clock-restarts.json')).toEqual([
      'started 2026-11-09T08:30:00 due 2026-11-11T08:30:00',
      'cancelled',
      'started 2026-11-11T08:30:00 due 2026-11-12T08:30:00',
      'met',
    ]);
  });

  test('goes on counting from the first filing tomorrow', async () => {
    expect(await clockOf('reassigned-clock-continues.json')).toEqual([
      'started 2026-11-09T08:30:00 due 2026-11-10T08:30:00',
      'breached',
      'missed',
    ]);
  });
});
