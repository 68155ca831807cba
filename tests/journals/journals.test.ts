// What earlier programs stored is read by this one: each file holds an instance that waits, as its model, its events and
// its snapshot were written, and the commands by which it goes on. They are never written anew: what changes the format
// comes with a file of its own. WRITE_JOURNAL=name,name writes those that are not there yet, from `written.ts`.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  type Command,
  type Event,
  execute,
  fold,
  type Json,
  type ProcessModel,
  SNAPSHOT_VERSION,
  stateFromJson,
  stateToJson,
} from '../../engine/core/index.ts';
import { createPorts } from '../../engine/expressions/index.ts';
import { written } from './written.ts';

interface Journal {
  model: ProcessModel;
  events: Event[];
  /** Instant of the last batch. */
  at: number;
  snapshotVersion: number;
  snapshot: Json;
  /** Each goes on from where the one before left. */
  commands: Command[];
  /** The elements that completed by each command, and how it stands after the last. */
  then: { completed: string[][]; status: string };
}

const folder = fileURLToPath(new URL('./stored/', import.meta.url));
const wanted = (process.env.WRITE_JOURNAL ?? '').split(',').filter((name) => name !== '');
for (const name of wanted) {
  if (existsSync(`${folder}${name}.json`)) continue;
  const journal = JSON.parse(JSON.stringify(written(name))) as Omit<Journal, 'then'>;
  const then = goOn(journal, fold(journal.events));
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}${name}.json`, `${JSON.stringify({ ...journal, then }, null, 1)}\n`);
}
const names = readdirSync(folder).sort();

function goOn({ model, commands, at }: Omit<Journal, 'then'>, from: ReturnType<typeof fold>) {
  const completed: string[][] = [];
  let state = from;
  for (const command of commands) {
    const elements = new Map(
      (stateToJson(state) as unknown as { elements: { key: number; element: string }[] }).elements.map(
        ({ key, element }) => [key, element],
      ),
    );
    const outcome = execute(model, state, command, { at, actor: 'ana', inputs: {} }, createPorts());
    if (!('state' in outcome)) throw new Error(JSON.stringify(outcome));
    const done: string[] = [];
    for (const event of outcome.events) {
      if (event.type === 'elementActivated') elements.set(event.key, event.element);
      if (event.type === 'elementCompleted') done.push(elements.get(event.key) ?? '');
    }
    completed.push(done);
    state = outcome.state;
  }
  return { completed, status: state.status };
}

describe('journals that were stored', () => {
  test.each(names)('%s is folded, and goes on as it would have', (name) => {
    const journal = JSON.parse(readFileSync(`${folder}${name}`, 'utf8')) as Journal;
    expect(goOn(journal, fold(journal.events))).toEqual(journal.then);
  });

  test.each(names)('the snapshot of %s is read, and goes on as the journal does', (name) => {
    const journal = JSON.parse(readFileSync(`${folder}${name}`, 'utf8')) as Journal;
    // One of another version is dropped, and the journal is folded from its first batch.
    const isRead = journal.snapshotVersion === SNAPSHOT_VERSION;
    const state = isRead ? stateFromJson(journal.snapshot) : fold(journal.events);
    state.at = journal.at;
    const folded = fold(journal.events);
    folded.at = journal.at;
    expect(stateToJson(state)).toEqual(stateToJson(folded));
    expect(goOn(journal, state)).toEqual(journal.then);
  });

  test('hold the kinds of event whose reading is delicate', () => {
    const held = new Set(
      names.flatMap((name) =>
        (JSON.parse(readFileSync(`${folder}${name}`, 'utf8')) as Journal).events.map(({ type }) => type),
      ),
    );
    for (const type of ['loopStarted', 'itemCollected', 'subscriptionOpened', 'jobCreated', 'incidentRaised'])
      expect(held).toContain(type);
    for (const type of ['compensationStarted', 'gatewayActivated', 'activitiesChosen', 'instanceMigrated'])
      expect(held).toContain(type);
  });
});
