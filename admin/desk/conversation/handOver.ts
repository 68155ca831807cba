// A task goes to a colleague, or back to its group or to whoever gave it, always with the reason why.
import { type Command, type Row, writeNote } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { namesOf } from '../names.ts';
import { colleagues, isMine } from '../openTask.ts';
import { refusalWords } from '../refusals.ts';
import { commandIdFrom, newRequest, requestOf } from '../requestId.ts';
import { type Task, textOf } from '../rows.ts';
import { refusedIn, tellRefused } from './refusal.ts';

interface Person {
  username: string;
  name: string;
}

/** Those who could take the task anyway: giving it to them opens nothing to anybody. */
async function takers(visit: Visit, task: Task): Promise<Person[]> {
  const named = await namesOf(visit.engine.store, task.candidateUsers);
  const all = [
    ...(await colleagues(visit, task)),
    ...[...named].map(([username, name]) => ({ username, name })),
  ];
  const known = new Map(all.map((person) => [person.username, person]));
  known.delete(visit.principal.username);
  return [...known.values()];
}

/** Whoever delegated the task to this person last, if they may still have it. */
async function giver(visit: Visit, task: Task, people: readonly Person[]): Promise<Person | undefined> {
  const { rows } = await visit.engine.store.search('notes', {
    where: [
      { column: 'root_key', op: 'eq', value: task.rootKey },
      { column: 'about', op: 'eq', value: task.key },
      { column: 'kind', op: 'eq', value: 'delegated' },
    ],
    sort: [{ column: 'created_at', descending: true }],
    limit: 20,
  });
  const mine = rows.find(({ mentions }: Row) =>
    textOf(mentions).includes(JSON.stringify(visit.principal.username)),
  );
  return people.find(({ username }) => username === mine?.author);
}

export async function handOverOf(visit: Visit, task: Task) {
  if (!isMine(visit, task)) return undefined;
  const people = await takers(visit, task);
  const refused = refusedIn(visit);
  const wrongIn = (place: string) => (refused?.place === place ? refused.words : undefined);
  return {
    request: newRequest(),
    delegate: people.length > 0 && {
      action: `${visit.base}/tareas/${task.key}/delegar`,
      people: people.map((person) => ({ ...person, chosen: person.username === visit.field('to') })),
      typed: visit.field('reason'),
      wrong: wrongIn('delegate'),
      open: visit.field('reason') !== '' || wrongIn('delegate') !== undefined,
    },
    release: {
      action: `${visit.base}/tareas/${task.key}/devolver`,
      giver: await giver(visit, task, people),
      typed: visit.field('why'),
      wrong: wrongIn('release'),
      open: visit.field('why') !== '' || wrongIn('release') !== undefined,
    },
  };
}

/** False: it stays where it is, and the page says why. */
export async function delegate(visit: Visit, task: Task): Promise<boolean> {
  const reason = visit.field('reason').trim();
  const to = (await takers(visit, task)).find(({ username }) => username === visit.field('to'));
  if (!to) return refuse(visit, 'delegate', visit.t('conversation.nobodyChosen'));
  if (reason === '') return refuse(visit, 'delegate', visit.t('conversation.noReason'));
  return pass(visit, task, { place: 'delegate', kind: 'delegated', text: reason, assignee: to.username });
}

export async function giveBack(visit: Visit, task: Task): Promise<boolean> {
  const text = visit.field('why').trim();
  if (text === '') return refuse(visit, 'release', visit.t('conversation.noReason'));
  const back = visit.field('to') === '' ? undefined : await giver(visit, task, await takers(visit, task));
  return pass(visit, task, { place: 'release', kind: 'returned', text, assignee: back?.username ?? null });
}

interface Passing {
  place: string;
  kind: 'delegated' | 'returned';
  text: string;
  assignee: string | null;
}

/** In one batch: nobody has the task without knowing why. */
async function pass(visit: Visit, task: Task, { place, kind, text, assignee }: Passing): Promise<boolean> {
  const assign: Command = {
    type: 'assignUserTask',
    userTask: { key: task.key },
    assignee,
    // This person holds it; that was looked at just now.
    allowOverride: true,
  };
  const note = {
    caseKey: task.rootKey,
    kind,
    text: text.replace(/\r\n?/g, '\n'),
    about: task.key,
    ...(assignee !== null && { mentions: [assignee] }),
  };
  const commandId = commandIdFrom([requestOf(visit), place, assignee ?? '', note.text].join(' '));
  const outcome = await writeNote(visit.engine, note, { principal: visit.principal, commandId }, [assign]);
  if (outcome.ok) return true;
  const reason = refusalWords(visit, outcome.rejection);
  return refuse(visit, place, visit.t('task.refused', { reason }));
}

function refuse(visit: Visit, place: string, words: string): false {
  tellRefused(visit, { place, words });
  return false;
}
