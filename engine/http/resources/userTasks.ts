// User tasks: search, read, their form, assignment and changes. Completion has its own file.
import { z } from 'zod';
import { authorize } from '../../access/policy.ts';
import type { UserTaskChanges } from '../../core/commands.ts';
import { searchAnswer, searchBody, spokenFilter, textFilter } from '../fields.ts';
import { byTask, taskFacts } from '../loaders.ts';
import { refusal, refusalOf } from '../problem.ts';
import { type Call, type Reply, refuse, reply, route } from '../route.ts';
import { integer } from '../rows.ts';
import { toAnswer, toQuery, withSpoken } from '../searchQuery.ts';
import { nothing } from '../shapes.ts';
import { embeddedForm, formOfTask } from '../taskForms.ts';
import { searchTasks } from '../visibility.ts';
import { candidateNames, variableConditions, variablesFilter } from './candidateFilters.ts';
import { formShape } from './formShape.ts';
import { completion } from './taskCompletion.ts';
import { userTaskFields, userTaskShape, userTasks } from './userTaskShapes.ts';

const search = route({
  method: 'post',
  path: '/user-tasks/search',
  policy: { action: 'task:list' },
  request: searchBody(userTaskFields, {
    candidateGroup: textFilter,
    candidateUser: textFilter,
    processInstanceVariables: variablesFilter,
    text: spokenFilter,
  }),
  response: searchAnswer(userTaskShape),
  summary: 'Search user tasks',
  async handler(call) {
    const { store } = call.engine;
    const query = withSpoken(toQuery(call.body, userTaskFields), call.body);
    query.offeredTo = [];
    for (const kind of ['group', 'user'] as const) {
      const name = kind === 'group' ? 'candidateGroup' : 'candidateUser';
      const value = call.body.filter?.[name];
      if (value === undefined) continue;
      const names = candidateNames(value);
      if (!names) return refuse(refusal('NOT_SUPPORTED', { name: `filter.${name}` }));
      query.offeredTo.push({ kind, names });
    }
    query.variables = variableConditions(variablesFilter.parse(call.body.filter?.processInstanceVariables));
    const page = await searchTasks(call, query);
    return toAnswer(page, await userTasks(store, page.rows));
  },
});

const get = route({
  method: 'get',
  path: '/user-tasks/:userTaskKey',
  policy: { action: 'task:read', on: byTask },
  response: userTaskShape,
  summary: 'Get a user task',
  async handler({ engine, row }) {
    const [found] = await userTasks(engine.store, [row]);
    return found!;
  },
});

const form = route({
  method: 'get',
  path: '/user-tasks/:userTaskKey/form',
  policy: { action: 'task:read', on: byTask },
  response: formShape,
  summary: 'Get the form of a user task; 204 when none was drawn',
  async handler({ engine, row }) {
    const found =
      (await formOfTask(engine.store, row)) ??
      (await embeddedForm(engine, Number(row.definition_key), String(row.element_id)));
    if (!found) return reply(204);
    const { key: formKey, id: formId, version, schema, tenant: tenantId } = found;
    return { formKey, formId, version, tenantId, schema: JSON.stringify(schema) };
  },
});

/** Whoever may only claim takes a free task for themselves, and gives back their own. */
async function assign(
  call: Call<unknown>,
  assignee: string | null,
  override: boolean,
): Promise<Reply | undefined> {
  const { engine, principal, row, submission } = call;
  const mayAssign = authorize(principal, 'task:assign', taskFacts(row));
  if (!mayAssign && assignee !== null && assignee !== principal.username) return refuse(refusal('FORBIDDEN'));
  const outcome = await engine.assignUserTask(
    integer(row, 'key'),
    assignee,
    mayAssign && override,
    submission,
  );
  return outcome.ok ? undefined : refuse(refusalOf(outcome));
}

/** A leader may take a task from whoever holds it, which `task:claim` alone does not allow. */
async function mayTouch(call: Call<unknown>): Promise<boolean> {
  const facts = taskFacts(call.row);
  return authorize(call.principal, 'task:claim', facts) || authorize(call.principal, 'task:assign', facts);
}

const assignment = route({
  method: 'post',
  path: '/user-tasks/:userTaskKey/assignment',
  policy: { action: 'task:read', on: byTask, recorded: false },
  request: z.strictObject({
    assignee: z.string().min(1).max(256).optional(),
    allowOverride: z.boolean().nullish(),
    action: z.string().nullish(),
  }),
  response: nothing,
  summary: 'Assign a user task; without `assignee`, to whoever asks',
  async handler(call) {
    if (!(await mayTouch(call))) return refuse(refusal('FORBIDDEN'));
    return assign(call, call.body.assignee ?? call.principal.username, call.body.allowOverride ?? true);
  },
});

const unassignment = route({
  method: 'delete',
  path: '/user-tasks/:userTaskKey/assignee',
  policy: { action: 'task:read', on: byTask, recorded: false },
  response: nothing,
  summary: 'Give a user task back',
  async handler(call) {
    if (!(await mayTouch(call))) return refuse(refusal('FORBIDDEN'));
    // Giving back overrides the present holder, who is the caller unless the caller may assign anybody's.
    const outcome = await call.engine.assignUserTask(integer(call.row, 'key'), null, true, call.submission);
    if (!outcome.ok) return refuse(refusalOf(outcome));
  },
});

const instantOrEmpty = z.union([z.iso.datetime({ offset: true }), z.literal('')]).nullish();

export const changeset = z.strictObject({
  /** An empty text clears the date. */
  dueDate: instantOrEmpty,
  followUpDate: instantOrEmpty,
  candidateUsers: z.array(z.string().min(1).max(256)).max(1000).nullish(),
  candidateGroups: z.array(z.string().min(1).max(256)).max(1000).nullish(),
  priority: z.int().min(0).max(100).nullish(),
});

function dateOf(value: string | null | undefined): number | null | undefined {
  if (value === undefined || value === null) return undefined;
  return value === '' ? null : Date.parse(value);
}

/** Null leaves a member as it is, as that API says; for a date the empty text clears it. */
export function changesOf(given: z.output<typeof changeset>): UserTaskChanges {
  const dueAt = dateOf(given.dueDate);
  const followUpAt = dateOf(given.followUpDate);
  return {
    ...(dueAt !== undefined && { dueAt }),
    ...(followUpAt !== undefined && { followUpAt }),
    ...(typeof given.priority === 'number' && { priority: given.priority }),
    ...(given.candidateGroups && { candidateGroups: given.candidateGroups }),
    ...(given.candidateUsers && { candidateUsers: given.candidateUsers }),
  };
}

const update = route({
  method: 'patch',
  path: '/user-tasks/:userTaskKey',
  policy: { action: 'task:update', on: byTask },
  request: z.strictObject({ changeset: changeset.nullish(), action: z.string().nullish() }),
  response: nothing,
  summary: 'Change the dates, candidates or priority of a user task',
  async handler({ engine, row, body, submission }) {
    const changes = changesOf(body.changeset ?? {});
    const outcome = await engine.updateUserTask(integer(row, 'key'), changes, submission);
    if (!outcome.ok) return refuse(refusalOf(outcome));
  },
});

export const userTaskRoutes = [search, get, form, assignment, unassignment, completion, update];
