// FEEL for forms, as the process of a definition has it: what changes between two moments is looked up and asked again.
import type { Json, Lookup, LookupAnswers, Variables } from '../core/index.ts';
import { lookupKey } from '../core/index.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Calendars } from './calendars.ts';
import type { Catalogs } from './catalogs.ts';
import type { Definitions } from './definitions.ts';
import { quotaName } from './lookups.ts';

type Evaluate = (expression: string, variables: Variables) => Json;

/** A form that asks for ever more would never be shown. */
const mostRounds = 50;

interface Stored {
  store: Pick<OpenStore, 'readCounter'>;
  definitions: Definitions;
  catalogs: Catalogs;
  calendars: Pick<Calendars, 'answer'>;
}

export async function withFeel<T>(
  { store, definitions, catalogs, calendars }: Stored,
  now: () => number,
  definitionKey: number,
  work: (evaluate: Evaluate) => T,
): Promise<T> {
  const definition = await definitions.byKey(definitionKey);
  const ports = await definitions.ports(definition?.deploymentKey ?? 0);
  const at = now();
  const inputs: LookupAnswers = {};
  for (let round = 0; ; round += 1) {
    const needs = new Map<string, Lookup>();
    const result = work((expression, variables) => {
      const get = (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined);
      const answer = ports.evaluate(expression, { variables: { get }, now: at, owner: 0, inputs });
      if (answer.kind === 'need') needs.set(lookupKey(answer.lookup), answer.lookup);
      return answer.kind === 'value' ? answer.value : null;
    });
    if (needs.size === 0 || round === mostRounds) return result;
    for (const [key, lookup] of needs) inputs[key] = await found(lookup);
  }

  async function found(lookup: Lookup): Promise<Json> {
    // Looked at, not taken: that is for accepted batches.
    if (lookup.kind === 'quota') return (await store.readCounter(quotaName(lookup))) < lookup.limit;
    if (lookup.kind === 'catalog') return catalogs.rows(lookup.id, at);
    // Numbers of a series belong to accepted batches, and deployed processes to call activities.
    return lookup.kind === 'calendar' ? calendars.answer(lookup.id, at, lookup.version) : null;
  }
}
