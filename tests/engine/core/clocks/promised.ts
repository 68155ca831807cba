// Small drawings that promise something, played in memory over two calendars.
import { expect } from 'vitest';
import { type EventOf, type Json, type ProcessModel, values } from '../../../../engine/core/index.ts';
import { createPorts } from '../../../../engine/expressions/index.ts';
import { parseProcesses } from '../../../../engine/model/parseProcesses.ts';
import { checkFeel } from '../../../../engine/runtime/checkFeel.ts';
import { feelFunctions } from '../../../../engine/runtime/feelFunctions.ts';
import { slaPort } from '../../../../engine/runtime/slaPort.ts';
import { type Play, play } from '../../../harness/play.ts';

/** Wednesday, 18 November 2026, 15:30 in Bogota. */
export const WEDNESDAY = Date.parse('2026-11-18T15:30:00-05:00');

const at = (text: string) => Date.parse(`${text}-05:00`);
export const local = (text: string) => at(text.includes('T') ? text : `${text}T00:00:00`);

const HOURS = { monday: hours(), tuesday: hours(), wednesday: hours(), thursday: hours(), friday: hours() };
const WHOLE = Object.fromEntries(Object.keys(HOURS).map((day) => [day, 'whole-day']));

function hours(): [string, string][] {
  return [
    ['08:00', '12:00'],
    ['13:00', '17:00'],
  ];
}

const holidays = [{ name: 'Independencia de Cartagena', on: '11-11', emiliani: true }];
export const calendars: { [id: string]: Json } = {
  'co-8x5': { id: 'co-8x5', name: 'Oficina', zone: 'America/Bogota', week: HOURS, holidays },
  'co-legal': { id: 'co-legal', name: 'Días hábiles', zone: 'America/Bogota', week: WHOLE, holidays },
};

export const ports = createPorts({ functions: feelFunctions(), sla: slaPort() });

export const sla = (attributes: { [name: string]: string }): string =>
  `<cauce:sla ${Object.entries(attributes)
    .map(([name, value]) => `${name}="${value.replaceAll('"', '&quot;')}"`)
    .join(' ')} />`;

export const eight = { metric: 'resolution', name: 'Resolver', calendar: 'co-8x5', mode: 'business-hours' };

export async function readDrawing(xml: string): Promise<ProcessModel[]> {
  const { processes, problems } = await parseProcesses(xml, 'p.bpmn', { checkFeel });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return processes;
}

export async function playing(
  xml: string,
  variables: { [name: string]: Json } = {},
  now = WEDNESDAY,
  versions?: ReadonlyMap<number, ProcessModel>,
): Promise<Play> {
  return playingModels(await readDrawing(xml), variables, now, versions);
}

export function playingModels(
  models: ProcessModel[],
  variables: { [name: string]: Json } = {},
  now = WEDNESDAY,
  versions?: ReadonlyMap<number, ProcessModel>,
): Play {
  return play(models, variables, {
    ports,
    now,
    ...(versions && { versions }),
    resolve: (lookup) => (lookup.kind === 'calendar' ? (calendars[lookup.id] ?? null) : undefined),
  });
}

/** Every entry of every clock, in order, as one line each. */
export function ledgerOf(run: Play): string[] {
  const names = new Map<number, string>();
  return run.events().flatMap((event) => {
    if (event.type !== 'clockStarted' && event.type !== 'clockEntered') return [];
    if (event.type === 'clockStarted') names.set(event.key, event.name);
    return [`${names.get(event.key)} ${lineOf(event.entry)}`];
  });
}

function lineOf(entry: EventOf<'clockEntered'>['entry']): string {
  const told = entry.kind === 'warned' ? JSON.stringify(Object.values(entry.warning)[0]) : '';
  const attach = entry.kind === 'breached' && entry.onAttach ? 'on attach' : '';
  const due = entry.dueAt === undefined ? '' : `due ${shown(entry.dueAt)}`;
  return [entry.kind, told, attach, due].filter(Boolean).join(' ');
}

export function shown(instant: number): string {
  return new Date(instant - 5 * 3_600_000).toISOString().slice(0, 19);
}

/** Moves to that local time; what falls due on the way happens at its time. */
export function until(run: Play, text: string): void {
  run.wait(local(text) - run.runtime.now);
}

/** Live clocks by name. */
export function clocksOf({ runtime }: Play): { [name: string]: number } {
  const found: { [name: string]: number } = {};
  for (const instance of runtime.instances()) {
    const { clocks } = runtime.state(instance);
    for (const { name, key } of clocks ? values(clocks) : []) found[name] = key;
  }
  return found;
}
