// A deployed decision evaluated on its own, outside any process: what the HTTP resource and the designer ask.
import type { Json, LookupAnswers, Variables } from '../core/index.ts';
import { lookupKey } from '../core/index.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Calendars } from './calendars.ts';
import type { Catalogs } from './catalogs.ts';
import type { Definitions } from './definitions.ts';
import type { Engine } from './engine.ts';

interface Surroundings {
  store: OpenStore;
  definitions: Definitions;
  catalogs: Catalogs;
  calendars: Calendars;
  now(): number;
}

/** Numbers of a series and quotas are not given out here: they belong to accepted batches. */
export async function evaluateDecision(
  { store, definitions, catalogs, calendars, now }: Surroundings,
  { decisionId, key }: Parameters<Engine['evaluateDecision']>[0],
  variables: Variables,
): ReturnType<Engine['evaluateDecision']> {
  const { rows } = await store.search('decision_definitions', {
    where: [
      key === undefined
        ? { column: 'decision_id', op: 'eq', value: decisionId ?? '' }
        : { column: 'key', op: 'eq', value: key },
    ],
    sort: [{ column: 'version', descending: true }],
    limit: 1,
  });
  const row = rows[0];
  if (!row) {
    const decision = decisionId ?? String(key);
    return { ok: false, rejection: { code: 'DECISION_NOT_FOUND', values: { decision } } };
  }
  const ports = await definitions.ports(Number(row.deployment_key));
  const inputs: LookupAnswers = {};
  for (;;) {
    const answer = ports.decide(String(row.decision_id), {
      variables: { get: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined) },
      now: now(),
      owner: 0,
      inputs,
    });
    if (answer.kind === 'error')
      return { ok: false, rejection: { code: answer.code, values: answer.values } };
    if (answer.kind === 'value') {
      const { required = [], ...asked } = answer.record;
      return { ok: true, records: [...required, asked], result: asked.result };
    }
    const { lookup } = answer;
    let found: Json = null;
    if (lookup.kind === 'calendar') found = await calendars.answer(lookup.id, now());
    if (lookup.kind === 'catalog') found = await catalogs.rows(lookup.id, now());
    if (lookup.kind === 'quota') found = true;
    inputs[lookupKey(lookup)] = found;
  }
}
