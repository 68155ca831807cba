// Work that is given to somebody who is away is offered to their substitute too, as a command of the journal that says why.
import { type Absence, isNow, readAbsences } from './access/absences.ts';
import type { Command } from './core/commands.ts';
import type { DurableRuntime } from './runtime/durableRuntime.ts';
import type { Engine } from './runtime/engine.ts';
import { writeNote } from './runtime/notes.ts';
import { system } from './runtime/submission.ts';
import type { CommittedBatch } from './runtime/work.ts';
import type { Row, Store } from './store/store.ts';

export interface Substitution {
  close(): Promise<void>;
}

interface Options {
  engine: DurableRuntime;
  store: Store;
  log(error: unknown): void;
}

const namesIn = (row: Row, column: string): string[] => JSON.parse(String(row[column] ?? '[]')) as string[];

/** A task that a batch gave to people by their names. */
interface Given {
  key: number;
  stream: string;
  sequence: number;
}

function given({ events, instanceKey, sequence }: CommittedBatch): Given[] {
  const stream = `instance:${instanceKey}`;
  return events.flatMap((event) => {
    const isGiven =
      event.type === 'userTaskCreated'
        ? event.assignee !== undefined || event.candidateUsers.length > 0
        : event.type === 'userTaskAssigned' && event.assignee !== null;
    return isGiven ? [{ key: (event as { key: number }).key, stream, sequence }] : [];
  });
}

export function createSubstitution({ engine, store, log }: Options): Substitution {
  let working: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  /** Somebody who is away and takes a task all the same works on it. */
  async function isOwnDoing({ stream, sequence }: Given, username: string): Promise<boolean> {
    const row: { actor: string } | undefined = await store
      .reader('cauce_journal')
      .where({ tenant_id: store.tenant, stream, sequence })
      .first('actor');
    return row?.actor === username;
  }

  async function look(tasks: readonly Given[]): Promise<void> {
    const at = engine.now();
    const absences = (await readAbsences(store.reader, store.tenant, at)).filter(
      (each) => each.substitute !== null && isNow(each, at),
    );
    if (absences.length === 0 || isClosed) return;
    const { rows } = await store.search('user_tasks', {
      where: [
        { column: 'key', op: 'in', value: tasks.map(({ key }) => key) },
        { column: 'state', op: 'eq', value: 'CREATED' },
      ],
      limit: 1000,
    });
    for (const absence of absences) {
      for (const row of rows) {
        const task = tasks.findLast(({ key }) => key === Number(row.key));
        if (task && !(await isOwnDoing(task, absence.username)))
          await offerToSubstitute(engine, absence, row, String(task.sequence));
      }
    }
  }

  engine.onCommitted((batches) => {
    const tasks = batches.flatMap(given);
    if (tasks.length === 0 || isClosed) return;
    working = working.then(() => look(tasks)).catch(log);
  });

  return {
    async close() {
      isClosed = true;
      await working;
    },
  };
}

/**
 * False where the task is not theirs, is offered already, or went on meanwhile. `occasion`: what
 * makes this offer another than an earlier one of the same task.
 */
export async function offerToSubstitute(
  engine: Engine,
  absence: Absence,
  row: Row,
  occasion: string,
): Promise<boolean> {
  const { id, username, substitute, fromDay, toDay } = absence;
  const users = namesIn(row, 'candidate_users');
  const isHeld = row.assignee === username;
  if (substitute === null || !(isHeld || (row.assignee === null && users.includes(username)))) return false;
  if (!isHeld && users.includes(substitute)) return false;
  const key = Number(row.key);
  const userTask = { key };
  const candidateUsers = [...new Set([...users, username, substitute])];
  const commands: Command[] = [{ type: 'updateUserTask', userTask, changes: { candidateUsers } }];
  // Whoever takes it first has it; held by who is away nobody could.
  if (isHeld) commands.push({ type: 'assignUserTask', userTask, assignee: null, allowOverride: true });
  const note = {
    caseKey: Number(row.root_key),
    kind: 'substituted',
    text: `${username}: ${fromDay} / ${toDay}`,
    about: key,
    mentions: [substitute],
    detail: { absent: username, absence: id },
  };
  const commandId = `substitution:${id}:${key}:${occasion}`;
  return (await writeNote(engine, note, { principal: system, commandId }, commands)).ok;
}
