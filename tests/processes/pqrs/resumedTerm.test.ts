// A petition that was incomplete: its term stands still until the requester answers, and goes on with what was left.
import { describe, expect, test } from 'vitest';
import { type Lookup, type Variables, values } from '../../../engine/core/index.ts';
import { compileDecisions, createPorts, parseDecisions } from '../../../engine/expressions/index.ts';
import { createMemoryRuntime } from '../../../engine/runtime/memoryRuntime.ts';
import { functions, readModel, text } from './folder.ts';

const NUMBER = 'PQRS-2026-000042';

function answer(lookup: Lookup) {
  if (lookup.kind === 'calendar') return JSON.parse(text(`calendars/${lookup.id}.json`));
  return lookup.kind === 'series' ? NUMBER : undefined;
}

/** Files, classifies and requires at `required`; the requester answers at `completed`. Gives all variables then. */
async function resume(required: string, completed: string, variables: Variables): Promise<Variables> {
  const { decisions } = await parseDecisions(text('decisions/due-term.dmn'), 'due-term.dmn');
  const given: Variables = {};
  const runtime = createMemoryRuntime({
    models: [await readModel()],
    ports: createPorts({ functions, decisions: compileDecisions(decisions) }),
    now: Date.parse(required),
    resolve: answer,
    onEvent(event, instance) {
      if (event.type === 'variablesSet' && event.scope === instance) Object.assign(given, event.variables);
    },
  });
  const started = runtime.start('pqrs_tobe', variables, { startElement: 'start_pqrs' });
  if (!started.ok) throw new Error(JSON.stringify(started));
  const completeTasks = (until: () => boolean) => {
    for (let step = 0; step < 10 && !until(); step += 1) {
      const { userTasks, jobs } = runtime.state(started.instanceKey);
      for (const { key } of values(userTasks))
        runtime.submit(started.instanceKey, { type: 'completeUserTask', userTask: { key }, variables: {} });
      // The request goes out by mail before the requester is waited for.
      for (const { key, jobType } of values(jobs))
        if (jobType === 'cauce:mail')
          runtime.submit(started.instanceKey, { type: 'completeJob', job: key, variables: {} });
    }
  };
  completeTasks(() => runtime.waiting().some(({ kind }) => kind === 'message'));
  runtime.now = Date.parse(completed);
  expect(runtime.publish('pqrs_completed', NUMBER, { completion_text: 'Aquí está.' })).toBe(true);
  completeTasks(() => given.completed_at !== undefined);
  return given;
}

const petition = { request_type: 'peticion_general', is_competent: true, is_complete: false, is_ssf: false };

describe('a term that goes on', () => {
  test('has nine of fifteen days left when six were used up, from the day after the answer', async () => {
    const filed = { ...petition, filed_at: '2026-10-05T09:00:00-05:00' };
    const { due_date, completed_at } = await resume(
      '2026-10-14T09:00:00-05:00',
      '2026-11-05T10:00:00-05:00',
      filed,
    );
    expect(completed_at).toBe('2026-11-05T10:00:00-05:00');
    expect(due_date).toBe('2026-11-19T23:59:59-05:00');
  });

  test('has all its days left when it was required on the day of filing', async () => {
    const { due_date } = await resume('2026-03-16T11:00:00-05:00', '2026-03-16T12:00:00-05:00', petition);
    expect(due_date).toBe('2026-04-09T23:59:59-05:00');
  });

  test('has one day left when none was', async () => {
    const late = { ...petition, request_type: 'peticion_documentos', filed_at: '2026-10-05T09:00:00-05:00' };
    const { due_date } = await resume('2026-10-20T09:00:00-05:00', '2026-10-30T10:00:00-05:00', late);
    expect(due_date).toBe('2026-11-03T23:59:59-05:00');
  });

  test('leaves the date alone that the superintendence set', async () => {
    const theirs = { ...petition, is_ssf: true, ssf_due_date: '2026-10-30' };
    const { due_date } = await resume('2026-10-14T09:00:00-05:00', '2026-11-05T10:00:00-05:00', theirs);
    expect(due_date).toBe('2026-10-30T23:59:59-05:00');
  });
});
