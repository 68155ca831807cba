// Turns what somebody wants done to a case into one batch of one instance: the note of why, and the commands.
import type { Json } from '../../core/index.ts';
import { canonicalJson } from '../../store/canonical.ts';
import { relationVariables } from '../../store/caseRelations.ts';
import type { Row } from '../../store/store.ts';
import type { Rejection } from '../engine.ts';
import type { CaseAction } from './action.ts';
import { merge, mergedInto } from './merge.ts';
import { noted } from './noted.ts';
import { type Composed, type Composing, keyOf, notOpen, standOf } from './standing.ts';

/** Attempts that a job gets where an incident of it is tried again. */
const ATTEMPTS = 3;

/** The case's own row; nothing is changed yet. */
export async function compose(
  on: Composing,
  found: Row,
  action: CaseAction,
  reason: string,
): Promise<Composed | Rejection> {
  switch (action.act) {
    case 'retryIncident':
      return retry(on, found, action.incident, reason);
    case 'moveToken':
      return move(on, found, action, reason);
    case 'cancelCase':
      return cancel(on, found, reason);
    case 'reopenCase':
      return reopen(on, found, action.elements, reason);
    case 'mergeCase':
      return merge(on, found, action.into, reason);
    case 'setValue':
      return setValue(on, found, action, reason);
  }
}

async function retry({ store }: Composing, found: Row, key: number, reason: string) {
  const row = await store.find('incidents', { key });
  if (!row || Number(row.root_key) !== keyOf(found) || row.state !== 'ACTIVE')
    return { code: 'INCIDENT_NOT_FOUND', values: { key } };
  const job = row.job_key === null || row.job_key === undefined ? undefined : Number(row.job_key);
  const before = { element: String(row.element_id), code: String(row.code) };
  const note = noted({ act: 'retryIncident', before, after: { state: 'RETRIED' } }, reason, key);
  return {
    instanceKey: Number(row.instance_key),
    commands: [
      note,
      // A job without attempts left would stop again at once.
      ...(job === undefined ? [] : [{ type: 'updateJob' as const, job, retries: ATTEMPTS }]),
      { type: 'resolveIncident' as const, incident: key },
    ],
  };
}

async function move(
  { store }: Composing,
  found: Row,
  { from, to }: Extract<CaseAction, { act: 'moveToken' }>,
  reason: string,
) {
  const row = await store.find('element_instances', { key: from });
  const instance = row && (await store.find('process_instances', { key: Number(row.instance_key) }));
  if (!row || Number(instance?.root_key) !== keyOf(found) || row.state !== 'ACTIVE')
    return { code: 'ELEMENT_INSTANCE_NOT_FOUND', values: { key: from } };
  const detail = { act: 'moveToken' as const, before: { at: String(row.element_id) }, after: { at: to } };
  const moves = [{ from: { key: from }, to, ancestor: 'inferred' as const }];
  return {
    instanceKey: Number(row.instance_key),
    commands: [noted(detail, reason, from), { type: 'modifyInstance' as const, move: moves }],
  };
}

async function cancel({ store }: Composing, found: Row, reason: string): Promise<Composed | Rejection> {
  const closed = notOpen(found);
  if (closed) return closed;
  const before = await standOf(store, found);
  const note = noted({ act: 'cancelCase', before, after: { state: 'TERMINATED' } }, reason);
  return { instanceKey: keyOf(found), commands: [note, { type: 'cancelInstance' }] };
}

/** It knows what it knew as it ended; what it was merged into, it repeats no more. */
async function reopen(
  { store, visibleVariables }: Composing,
  found: Row,
  elements: string[],
  reason: string,
): Promise<Composed | Rejection> {
  const key = keyOf(found);
  if (found.state === 'ACTIVE') return { code: 'REOPENING_NOT_ENDED', values: { key } };
  const variables = await visibleVariables(key);
  if ((await mergedInto(store, found)) !== undefined) variables[relationVariables.repeatOf] = null;
  const before = {
    state: String(found.state),
    closedAt: found.closed_at === null ? null : Number(found.closed_at),
  };
  const detail = { act: 'reopenCase' as const, before, after: { state: 'ACTIVE', at: elements } };
  return {
    instanceKey: key,
    commands: [noted(detail, reason), { type: 'reopenInstance', elements, variables, reason }],
  };
}

async function setValue(
  { visibleVariables }: Composing,
  found: Row,
  { name, value, seen }: Extract<CaseAction, { act: 'setValue' }>,
  reason: string,
): Promise<Composed | Rejection> {
  const closed = notOpen(found);
  if (closed) return closed;
  const key = keyOf(found);
  const now = await visibleVariables(key);
  const known = Object.hasOwn(now, name) ? now[name] : undefined;
  if (seen !== undefined && !same(seen, known ?? null))
    return { code: 'CASE_VALUE_CHANGED', values: { name } };
  if (same(known ?? null, value)) return { code: 'CASE_VALUE_SAME', values: { name } };
  const before = known === undefined ? {} : { [name]: known };
  const detail = { act: 'setValue' as const, before, after: { [name]: value } };
  const variables = { [name]: value };
  return {
    instanceKey: key,
    commands: [noted(detail, reason), { type: 'setVariables', elementInstance: key, variables, local: true }],
  };
}

const same = (one: Json, other: Json): boolean => canonicalJson(one) === canonicalJson(other);
