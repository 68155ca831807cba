// Several tasks given to one person, or spread over those who hold least; each with the reason on record, each with what
// became of it.
import { authorize, type Command, readWorkload, writeNote } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { casesOf } from '../names.ts';
import { colleagues } from '../openTask.ts';
import { refusalWords } from '../refusals.ts';
import { commandIdFrom } from '../requestId.ts';
import { riskUntil } from '../risk.ts';
import { plainNumber, type Task, taskOf } from '../rows.ts';
import { absencesNow } from './people.ts';

/** Instead of a username: whoever holds least. */
export const BALANCE = '*';

export interface Reassigned {
  name: string;
  number: string;
  href: string;
  /** Whom it went to. */
  to?: string;
  /** Why it stayed. */
  why?: string;
}

interface Giving {
  to: string;
  reason: string;
  request: string;
}

export async function reassignAll(
  visit: Visit,
  keys: readonly number[],
  giving: Giving,
): Promise<Reassigned[]> {
  const { store } = visit.engine;
  const { rows } = await store.search('user_tasks', {
    where: [{ column: 'key', op: 'in', value: [...keys] }],
    limit: 1000,
  });
  const tasks = new Map(rows.map(taskOf).map((task) => [task.key, task]));
  const cases = await casesOf(
    store,
    [...tasks.values()].map(({ rootKey }) => rootKey),
  );
  const away = new Set((await absencesNow(visit)).map(({ username }) => username));
  const spread = await spreader(visit);
  const results: Reassigned[] = [];
  // One after another: who got one holds one more.
  for (const key of keys) {
    const task = tasks.get(key);
    const href = `${visit.base}/tareas/${key}`;
    if (!task || !authorize(visit.principal, 'task:read', task)) {
      results.push({ name: visit.t('team.unknown'), number: '', href, why: visit.t('team.gone') });
      continue;
    }
    const number = cases.get(task.rootKey)?.number ?? plainNumber(task.rootKey);
    results.push({
      name: task.name,
      number,
      href,
      ...(await giveOne(visit, task, giving, { away, spread })),
    });
  }
  return results;
}

interface Around {
  away: ReadonlySet<string>;
  spread: Spread;
}

interface Spread {
  least(usernames: readonly string[]): Promise<string | undefined>;
  got(username: string): void;
}

/** Counts each person once, and what they get here on top. */
async function spreader(visit: Visit): Promise<Spread> {
  const { reader, tenant } = visit.engine.store;
  const until = await riskUntil(visit);
  const held = new Map<string, number>();
  return {
    async least(usernames) {
      const names = usernames.filter((name) => !held.has(name));
      const asked = { tenant, kind: 'holder' as const, names, now: visit.engine.now(), riskUntil: until };
      for (const [name, { open }] of await readWorkload(reader, asked)) held.set(name, open);
      return [...usernames].sort((a, b) => (held.get(a) ?? 0) - (held.get(b) ?? 0))[0];
    },
    got: (username) => void held.set(username, (held.get(username) ?? 0) + 1),
  };
}

async function giveOne(visit: Visit, task: Task, giving: Giving, { away, spread }: Around) {
  const { principal, engine } = visit;
  if (task.state !== 'CREATED') return { why: visit.t('team.closed') };
  if (!authorize(principal, 'task:assign', task)) return { why: visit.t('team.notYours') };
  const people = (await colleagues(visit, task)).filter(({ username }) => !away.has(username));
  const others = people.map(({ username }) => username).filter((name) => name !== task.assignee);
  const to = giving.to === BALANCE ? await spread.least(others) : giving.to;
  const chosen = people.find(({ username }) => username === to);
  if (to !== undefined && away.has(to)) return { why: visit.t('team.isAway') };
  if (!chosen) return { why: visit.t('team.otherGroup') };
  if (chosen.username === task.assignee) return { why: visit.t('team.hasIt', { name: chosen.name }) };
  const assign: Command = {
    type: 'assignUserTask',
    userTask: { key: task.key },
    assignee: chosen.username,
    allowOverride: true,
  };
  const note = {
    caseKey: task.rootKey,
    kind: 'delegated',
    text: giving.reason,
    about: task.key,
    mentions: [chosen.username],
  };
  const commandId = `${commandIdFrom(giving.request)}:${task.key}`;
  const outcome = await writeNote(engine, note, { principal, commandId }, [assign]);
  if (!outcome.ok) return { why: refusalWords(visit, outcome.rejection) };
  spread.got(chosen.username);
  return { to: chosen.name };
}
