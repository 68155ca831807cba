// Jobs of task listeners as the API shows them, and what a worker says of the user task that they are about.
import { z } from 'zod';
import type { TaskVerdict } from '../../core/commands.ts';
import { listenerOf } from '../../core/index.ts';
import { changeset, changesOf } from './userTasks.ts';

export const taskResult = z.strictObject({
  type: z.literal('userTask'),
  denied: z.boolean().nullish(),
  deniedReason: z.string().max(10_000).nullish(),
  /** The empty text takes the assignee away. */
  corrections: z.strictObject({ ...changeset.shape, assignee: z.string().max(256).nullish() }).nullish(),
});

export function verdictOf({ denied, deniedReason, corrections }: z.output<typeof taskResult>): TaskVerdict {
  const { assignee, ...changes } = corrections ?? {};
  const corrected = {
    ...changesOf(changes),
    ...(typeof assignee === 'string' && { assignee: assignee === '' ? null : assignee }),
  };
  return {
    ...(denied && { denied }),
    ...(typeof deniedReason === 'string' && { reason: deniedReason }),
    ...(Object.keys(corrected).length > 0 && { corrections: corrected }),
  };
}

export const taskFactsShape = z
  .object({
    action: z.string().nullable(),
    assignee: z.string().nullable(),
    candidateGroups: z.array(z.string()),
    candidateUsers: z.array(z.string()),
    changedAttributes: z.array(z.string()),
    dueDate: z.string().nullable(),
    followUpDate: z.string().nullable(),
    formKey: z.string().nullable(),
    priority: z.number().nullable(),
    userTaskKey: z.string().nullable(),
  })
  .nullable();

/** The task that a listener's job is about, out of the job's headers; null for any other job. */
export function taskFacts(headers: { [name: string]: string }): z.input<typeof taskFactsShape> {
  const event = listenerOf(headers)?.event;
  if (event === undefined || event === 'start' || event === 'end') return null;
  const text = (name: string) => headers[`io.camunda.zeebe:${name}`] ?? null;
  const list = (name: string) => JSON.parse(text(name) ?? '[]') as string[];
  const priority = text('priority');
  return {
    action: text('action'),
    assignee: text('assignee'),
    candidateGroups: list('candidateGroups'),
    candidateUsers: list('candidateUsers'),
    changedAttributes: list('changedAttributes'),
    dueDate: text('dueDate'),
    followUpDate: text('followUpDate'),
    formKey: null,
    priority: priority === null ? null : Number(priority),
    userTaskKey: text('userTaskKey'),
  };
}
