// Where a closed case best goes on: where somebody says, else where its drawing reopens it, else where it stood or ended.
import type { Condition } from '../../engine.ts';
import { textOf } from '../rows.ts';
import { type Asking, given } from './asked.ts';

export async function reopenedAt(on: Asking): Promise<string[]> {
  const { visit } = on;
  const asked = visit.request.method === 'POST' ? visit.posted.get('en') : given(visit, 'en').split(',');
  const said = (asked ?? []).filter((id) => id !== '');
  if (said.length > 0) return said;
  const drawn = await declared(on);
  if (drawn !== undefined) return [drawn];
  const last = await lastTask(on);
  return last === undefined ? [] : [last];
}

/** `facts.json` of the flow says which element reopens a case: it counts, tells the requester, sets the term. */
async function declared({ visit, definitionKey, model }: Asking): Promise<string | undefined> {
  const file = await visit.engine.resource(definitionKey, 'facts.json');
  if (!file || !model) return undefined;
  try {
    const facts = JSON.parse(file.toString('utf8')) as { [process: string]: { reopenedBy?: string[] } };
    const ids = facts[model.id]?.reopenedBy ?? [];
    return ids.find((id) => model.elements.some((each) => each.id === id));
  } catch {
    return undefined;
  }
}

async function lastTask({ visit, found, model }: Asking): Promise<string | undefined> {
  const where: Condition[] = [{ column: 'instance_key', op: 'eq', value: found.key }];
  const sort = [{ column: 'key', descending: true }];
  const { rows } = await visit.engine.store.search('user_tasks', { where, sort, limit: 20 });
  const known = rows.find((row) => model?.elements.some(({ id }) => id === textOf(row.element_id)));
  return known && textOf(known.element_id);
}
