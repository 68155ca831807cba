// The drawing of a case with the way that it has taken: what it went through and how often, where it is, what stopped.

import type { Way } from '../../drawing/drawingSvg.ts';
import { type Drawing, readDrawing } from '../../drawing/readDrawing.ts';
import type { Mark } from '../../drawing/shapeSvg.ts';
import type { HistoryBatch, Store } from '../../engine.ts';
import { frameAt } from '../../replay/frame.ts';
import { replaySteps } from '../../replay/steps.ts';
import type { Visit } from '../../visit.ts';
import { textOf } from '../rows.ts';

/** By definition: deployments never change, so neither do their drawings. */
const known = new WeakMap<Store, Map<number, Drawing | undefined>>();
const MOST_KEPT = 50;

/** Undefined where the file shows nothing. */
export async function drawingOf(visit: Visit, definitionKey: number): Promise<Drawing | undefined> {
  const { store } = visit.engine;
  const kept = known.get(store) ?? new Map<number, Drawing | undefined>();
  known.set(store, kept);
  if (kept.has(definitionKey)) return kept.get(definitionKey);
  const row = await store.find('process_definitions', { key: definitionKey });
  const file = row && (await visit.engine.resource(definitionKey, textOf(row.resource_name)));
  const drawing = file && readDrawing(file.toString('utf8'));
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(definitionKey, drawing);
  return drawing;
}

export function wayOf(history: HistoryBatch[]): Way {
  const steps = replaySteps(history);
  const frame = frameAt(steps, steps.length);
  const marks = new Map<string, Mark>();
  for (const element of new Set([...frame.visited, ...frame.active.keys(), ...frame.stuck]))
    marks.set(element, {
      visits: frame.badges.get(element)?.visits ?? 1,
      active: frame.active.get(element) ?? 0,
      stuck: frame.stuck.has(element),
      terminated: frame.terminated.has(element),
    });
  return { marks, flows: frame.flows };
}
