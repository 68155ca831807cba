// What a case amounts to now: its facts, from everything that the read models hold of it. The same case gives the same
// facts, however it came to be as it is, so that a rebuilt store counts what the live one counted.
import type { Json } from '../core/json.ts';
import { dayOf, formatDate, isOnTime, localOf, type Zone } from '../time/index.ts';
import {
  type CaseRecord,
  type ClockRecord,
  closingOf,
  countOf,
  firstEnd,
  instantIn,
  lastEnd,
  reopenedByHand,
} from './caseRecord.ts';
import { dimensionOf } from './dimensionText.ts';
import type { Dimension, Fact } from './fact.ts';

type Values = { [name: string]: Json };

export interface Assembly {
  facts: Fact[];
  /** When time alone will change them: a due date that has not passed. */
  changesAt?: number;
}

export function assembleCase(record: CaseRecord, now: number, zone: Zone): Assembly {
  const { declaration, variables } = record;
  const dims = dimensionsOf(record);
  const known = publicValues(record);
  const filedAt = instantIn(declaration.filedAt ?? ['filed_at'], variables, zone) ?? record.openedAt;
  const dueAt = dueOf(record, zone);
  const answeredAt =
    instantIn(declaration.answeredAt ?? ['answered_at'], variables, zone) ??
    lastEnd(record, declaration.answeredBy);
  const closing = closingOf(record);
  const repeated = declaration.repeats === undefined ? undefined : variables[declaration.repeats];
  const common: Values = {
    ...known,
    filedAt,
    ...(dueAt !== undefined && { dueAt }),
    ...(declaration.repeats !== undefined && { isRepeat: isSaid(repeated) }),
    ...sinceClosed(record, filedAt, zone),
    ...(closing !== undefined && { closing }),
  };
  const ended: Values = { ...common, ...endedValues(record, { answeredAt, dueAt }) };
  const facts: Fact[] = [];
  const add = (kind: string, at: number, values: Values, more: Partial<Fact> = {}) =>
    facts.push({
      kind,
      at,
      date: formatDate(dayOf(localOf(at, zone))),
      caseKey: record.key,
      ...more,
      dims: { ...dims, ...more.dims },
      values,
    });
  add('case-filed', filedAt, common);
  if (answeredAt !== undefined) add('case-answered', answeredAt, ended);
  if (record.closedAt !== undefined)
    add('case-closed', record.closedAt, { ...ended, closedAt: record.closedAt });
  for (const { id, endedAt } of record.elements)
    if (endedAt !== undefined && declaration.reopenedBy?.includes(id))
      add('case-reopened', endedAt, common, { element: id });
  for (const at of reopenedByHand(record)) add('case-reopened', at, common);
  const isWaiting = answeredAt === undefined && record.closedAt === undefined && dueAt !== undefined;
  // It stays on record when the answer comes late: what was overdue at the end of a past month is asked for, too.
  if (dueAt !== undefined && isPast(dueAt, answeredAt ?? record.closedAt ?? now))
    add('case-overdue', dueAt, { ...common, ...(closing !== undefined && { closing }) });
  addWork(record, known, add);
  return { facts, ...(isWaiting && !isPast(dueAt, now) && { changesAt: nextSecond(dueAt) }) };
}

type Add = (kind: string, at: number, values: Values, more?: Partial<Fact>) => void;

/** Tasks, other activities, clocks and surveys. */
function addWork(record: CaseRecord, known: Values, add: Add): void {
  for (const task of record.tasks) {
    const { element, lane, person, createdAt, claimedAt, completedAt } = task;
    const times = { createdAt, ...(claimedAt !== undefined && { claimedAt }), completedAt };
    const dims = { ...(lane !== undefined && { lane }), ...(person !== undefined && { person }) };
    add('task-completed', completedAt, { ...known, ...times }, { element, dims });
  }
  for (const { id, lane, isActivity, startedAt, endedAt, isDone } of record.elements) {
    if (!isActivity || endedAt === undefined || !isDone) continue;
    const times = { createdAt: startedAt, completedAt: endedAt };
    add('activity-ended', endedAt, { ...known, ...times }, { element: id, ...(lane && { dims: { lane } }) });
  }
  for (const { element, endedAt, ...values } of record.clocks)
    add(
      'clock-ended',
      endedAt,
      { ...known, ...values, endedAt, pausedMs: pausedMs(values.pauses) },
      { element },
    );
  for (const { question, score, answeredAt, channel } of [...record.surveys, ...askedByForm(record)])
    add(
      'survey-answered',
      answeredAt,
      { ...known, question, score, intervened: isIntervened(record) },
      {
        ...(channel !== undefined && { dims: { channel } }),
      },
    );
}

/** Scores that a form of the process asked for. */
function askedByForm(record: CaseRecord): CaseRecord['surveys'] {
  const { declaration, variables, openedAt } = record;
  const { surveys = {}, surveyedBy } = declaration;
  const answeredAt = lastEnd(record, surveyedBy) ?? openedAt;
  return Object.entries(surveys).flatMap(([question, variable]) => {
    const score = variables[variable];
    return typeof score === 'number' ? [{ question, score, answeredAt }] : [];
  });
}

/** Somebody of the organisation has spoken to who asked. */
function isIntervened(record: CaseRecord): boolean {
  return firstEnd(record, record.declaration.firstResponseBy) !== undefined;
}

interface Instants {
  answeredAt: number | undefined;
  dueAt: number | undefined;
}

function endedValues(record: CaseRecord, { answeredAt, dueAt }: Instants): Values {
  const { declaration, elements } = record;
  const first = firstEnd(record, declaration.firstResponseBy);
  const clock = record.clocks.find(({ metric }) => metric === 'resolution');
  return {
    ...(answeredAt !== undefined && { answeredAt }),
    ...(first !== undefined && { firstResponseAt: first }),
    ...(answeredAt !== undefined && dueAt !== undefined && { onTime: isOnTime(answeredAt, dueAt) }),
    ...(clock && clock.pauses.length > 0 && { pauses: clock.pauses }),
    pausedMs: pausedMs(clock?.pauses),
    returns: countOf(record, declaration.returns, declaration.returnedBy),
    reassignments: countOf(record, declaration.reassignments, declaration.reassignedBy),
    reopenings:
      countOf(record, declaration.reopenings, declaration.reopenedBy) + reopenedByHand(record).length,
    ...(record.answersUsed && { answersUsed: record.answersUsed }),
    escalated: elements.some(({ id }) => declaration.escalatedBy?.includes(id)),
  };
}

function pausedMs(pauses: ClockRecord['pauses'] = []): number {
  return pauses.reduce((all, [from, to]) => all + to - from, 0);
}

/** Days from the closing of the case that it repeats; one that was still open says nothing. */
function sinceClosed({ repeatedClosedAt }: CaseRecord, filedAt: number, zone: Zone): Values {
  if (repeatedClosedAt === undefined || repeatedClosedAt > filedAt) return {};
  const day = (at: number) => dayOf(localOf(at, zone));
  return { daysSinceClosed: day(filedAt) - day(repeatedClosedAt) };
}

/** A clock's word counts before a variable's. */
function dueOf(record: CaseRecord, zone: Zone): number | undefined {
  const clock = record.clocks.find(({ metric }) => metric === 'resolution');
  return (
    clock?.dueAt ??
    record.runningDueAt ??
    instantIn(record.declaration.dueAt ?? ['due_date'], record.variables, zone, true) ??
    record.dueAt
  );
}

function dimensionsOf(record: CaseRecord): Fact['dims'] {
  const { declaration, variables, flow, variant, process, version, source } = record;
  const dims: { [name in Dimension]?: string } = { flow, variant, process, version: String(version) };
  for (const [name, variable] of Object.entries(declaration.dimensions)) {
    const text = dimensionOf(variables[variable]);
    if (text !== undefined) dims[name as Dimension] = text;
  }
  if (source !== undefined) dims.source = source;
  return dims;
}

function publicValues({ reads, variables }: CaseRecord): Values {
  const values: Values = {};
  for (const name of reads) {
    const value = variables[name];
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function isSaid(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && value !== false;
}

/** Whole seconds are compared, as everywhere. */
function isPast(dueAt: number, now: number): boolean {
  return !isOnTime(now, dueAt);
}

function nextSecond(at: number): number {
  return (Math.floor(at / 1000) + 1) * 1000;
}
