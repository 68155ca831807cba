// Related cases: what a case repeats, was split from or follows up, and the process instances that are one case.
import { z } from 'zod';
import { authorize } from '../../access/policy.ts';
import {
  type CaseRelation,
  readCaseRelations,
  relationKinds,
  relationVariables,
} from '../../store/caseRelations.ts';
import { byCase, isInvolvedIn } from '../loaders.ts';
import { refusal, refusalOf } from '../problem.ts';
import { type Call, refuse, route } from '../route.ts';
import { instantOrNull, integer, key, text, textOrNull } from '../rows.ts';
import { allRows } from '../searchQuery.ts';
import { instantOrNull as instantOrNullShape, keyOrNull, keyShape, nothing } from '../shapes.ts';

const kindShape = z.enum(relationKinds as [string, ...string[]]);

const relationShape = z.object({
  kind: kindShape,
  /** `to`: this case says it of itself; `from`: the other one names this case. */
  direction: z.enum(['to', 'from']),
  caseNumber: z.string(),
  /** Null where no case here has that number, or the caller may not read it. */
  caseKey: keyOrNull,
  state: z.string().nullable(),
  openedDate: instantOrNullShape,
});

const answer = z.object({
  items: z.array(relationShape),
  /** All that belong to the case, the root first. */
  processInstances: z.array(
    z.object({
      processInstanceKey: keyShape,
      processDefinitionId: z.string(),
      parentProcessInstanceKey: keyOrNull,
      state: z.string(),
      startDate: instantOrNullShape,
      endDate: instantOrNullShape,
    }),
  ),
});

async function shown(call: Call<unknown>, relation: CaseRelation): Promise<z.input<typeof relationShape>> {
  const { kind, direction, number, other } = relation;
  const facts = other && {
    kind: 'case' as const,
    involved: await isInvolvedIn(call.engine.store, call.principal, other.key),
  };
  const may = other && authorize(call.principal, 'case:read', facts);
  return {
    kind,
    direction,
    caseNumber: number,
    caseKey: may ? String(other.key) : null,
    state: may ? other.state : null,
    openedDate: may ? new Date(other.openedAt).toISOString() : null,
  };
}

const get = route({
  method: 'get',
  path: '/cases/:caseKey/relations',
  policy: { action: 'case:read', on: byCase },
  response: answer,
  summary: 'Get the cases that a case is related to, and its process instances',
  async handler(call) {
    const { store, row } = call;
    const of = { key: integer(row, 'key'), number: textOrNull(row, 'number') };
    const relations = await readCaseRelations(store.reader, store.tenant, of);
    const where = [{ column: 'root_key', op: 'eq' as const, value: of.key }];
    const instances = await allRows(store, 'process_instances', { where });
    return {
      items: await Promise.all(relations.map((relation) => shown(call, relation))),
      processInstances: instances.map((instance) => ({
        processInstanceKey: key(instance, 'key'),
        processDefinitionId: text(instance, 'process_id'),
        parentProcessInstanceKey: textOrNull(instance, 'parent_key'),
        state: text(instance, 'state'),
        startDate: instantOrNull(instance, 'started_at'),
        endDate: instantOrNull(instance, 'ended_at'),
      })),
    };
  },
});

const set = route({
  method: 'put',
  path: '/cases/:caseKey/relations/:kind',
  policy: { action: 'case:relate', on: byCase },
  request: z.strictObject({ caseNumber: z.string().trim().min(1).max(200).nullable() }),
  response: nothing,
  summary: 'Say which other case an open case repeats, was split from or follows up; null takes it back',
  async handler(call) {
    const { engine, store, row, body, submission, name } = call;
    const kind = relationKinds.find((each) => each === name('kind'));
    if (!kind) return refuse(refusal('NOT_FOUND'));
    const number = body.caseNumber;
    const other = number === null ? undefined : await store.find('cases', { number });
    const isItself = other !== undefined && integer(other, 'key') === integer(row, 'key');
    if (number !== null && (!other || isItself)) return refuse(refusal('RELATED_CASE_NOT_FOUND', { number }));
    const variables = { [relationVariables[kind]]: number };
    const outcome = await engine.setVariables(integer(row, 'key'), variables, true, submission);
    return outcome.ok ? undefined : refuse(refusalOf(outcome));
  },
});

export const caseRelationRoutes = [get, set];
