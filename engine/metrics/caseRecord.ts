// Everything that is on record of a case and figures are made of; names of variables are those that its drawing made public.
import type { Json } from '../core/json.ts';
import { DAY, instantOf, parseDateTime, SECOND, type Zone } from '../time/index.ts';
import type { FactDeclaration } from './declaration.ts';

export interface ElementRecord {
  id: string;
  /** Work that is not a person's task. */
  isActivity: boolean;
  lane?: string;
  startedAt: number;
  endedAt?: number;
  /** Completed, and not ended from outside. */
  isDone: boolean;
}

export interface TaskRecord {
  element: string;
  lane?: string;
  person?: string;
  createdAt: number;
  claimedAt?: number;
  completedAt: number;
}

/** A clock that has ended. */
export interface ClockRecord {
  element: string;
  metric: string;
  outcome: string;
  startedAt: number;
  endedAt: number;
  dueAt?: number;
  /** When it stood still. */
  pauses: [from: number, to: number][];
}

export interface CaseRecord {
  key: number;
  process: string;
  version: number;
  flow: string;
  variant: string;
  source?: string;
  state: 'ACTIVE' | 'COMPLETED' | 'TERMINATED';
  openedAt: number;
  closedAt?: number;
  /** As the case's own row says. */
  dueAt?: number;
  /** As its running resolution clock says. */
  runningDueAt?: number;
  /** When the case that this one repeats was closed. */
  repeatedClosedAt?: number;
  variables: { readonly [name: string]: Json };
  declaration: FactDeclaration;
  /** Variables that facts carry along. */
  reads: readonly string[];
  elements: ElementRecord[];
  tasks: TaskRecord[];
  clocks: ClockRecord[];
  /** When somebody reopened it by hand. */
  reopenedAt?: number[];
  /** How often an answer of the first level was used. */
  answersUsed?: number;
  surveys: { question: string; score: number; answeredAt: number; channel?: string }[];
}

/** The first variable that holds an instant. A date alone is its midnight, or its last second. */
export function instantIn(
  names: readonly string[],
  variables: CaseRecord['variables'],
  zone: Zone,
  atEnd = false,
): number | undefined {
  for (const name of names) {
    const value = variables[name];
    if (typeof value !== 'string') continue;
    const isDate = value.length === 10;
    const parsed = parseDateTime(value.replace(/\[[^\]]*\]$/, ''));
    if (!parsed) continue;
    const localMs = parsed.localMs + (isDate && atEnd ? DAY - SECOND : 0);
    return parsed.offsetMs === undefined ? instantOf(localMs, zone) : localMs - parsed.offsetMs;
  }
  return undefined;
}

export function firstEnd(record: CaseRecord, ids: readonly string[] | undefined): number | undefined {
  return endsOf(record, ids).at(0);
}

export function lastEnd(record: CaseRecord, ids: readonly string[] | undefined): number | undefined {
  return endsOf(record, ids).at(-1);
}

function endsOf({ elements }: CaseRecord, ids: readonly string[] = []): number[] {
  return elements
    .flatMap(({ id, endedAt, isDone }) =>
      endedAt !== undefined && isDone && ids.includes(id) ? endedAt : [],
    )
    .toSorted((a, b) => a - b);
}

/** How a case that is closed was: `solved`, `cancelled`, or the word of the end event that it came to. */
export function closingOf({ state, elements, declaration }: CaseRecord): string | undefined {
  if (state === 'TERMINATED') return 'cancelled';
  if (state === 'ACTIVE') return undefined;
  const words = declaration.closing ?? {};
  const found = elements.find(({ id, isDone }) => isDone && Object.hasOwn(words, id));
  return found ? words[found.id] : 'solved';
}

/** Where it went on in what reopens cases by the drawing, that counts it. */
export function reopenedByHand({ reopenedAt = [], declaration, elements }: CaseRecord): number[] {
  const isDrawn = (at: number) =>
    elements.some(({ id, startedAt }) => startedAt === at && declaration.reopenedBy?.includes(id));
  return reopenedAt.filter((at) => !isDrawn(at));
}

/** The variable where it has a number; else how often one of the elements was completed. */
export function countOf(
  { variables, elements }: CaseRecord,
  variable: string | undefined,
  ids: string[] = [],
): number {
  const said = variable === undefined ? undefined : variables[variable];
  if (typeof said === 'number' && Number.isFinite(said)) return said;
  return elements.filter(({ id, endedAt, isDone }) => endedAt !== undefined && isDone && ids.includes(id))
    .length;
}
