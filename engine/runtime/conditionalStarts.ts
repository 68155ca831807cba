// Conditional start events of processes: nobody's variables change before an instance is there, so that they are asked when
// somebody wants to know, with the variables that the instance would begin with.
import type { Json, Variables } from '../core/index.ts';
import { startDefinitions } from '../core/index.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Calendars } from './calendars.ts';
import type { Catalogs } from './catalogs.ts';
import type { Definition, Definitions } from './definitions.ts';
import type { Engine } from './engine.ts';
import { withFeel } from './formFeel.ts';
import { createPublications, onceAmongNodes } from './publications.ts';
import type { ConditionsOutcome } from './requests.ts';
import { notStorable } from './storable.ts';
import type { Submitter } from './submission.ts';
import type { Start, Subscribers } from './subscribers.ts';

export interface ConditionalStartsOptions {
  store: OpenStore;
  definitions: Definitions;
  catalogs: Catalogs;
  calendars: Calendars;
  subscribers: Subscribers;
  submitter: Submitter;
  now(): number;
}

export function createConditionalStarts(options: ConditionalStartsOptions): Engine['evaluateConditions'] {
  const { store, definitions, subscribers, submitter, now } = options;
  const publications = createPublications(store, now);
  return (request) => submitter.alone(request, () => onceAmongNodes(() => evaluate(request)));

  async function evaluate(request: Parameters<Engine['evaluateConditions']>[0]) {
    const { variables, definitionKey, principal, commandId } = request;
    const rejection = notStorable([variables]);
    if (rejection) return { ok: false as const, rejection };
    const body = { variables, ...(definitionKey !== undefined && { definitionKey }) } as Json;
    const seen = await publications.seen('condition', request, body);
    if (seen && 'ok' in seen) return seen;
    const definition = definitionKey === undefined ? undefined : await definitions.byKey(definitionKey);
    if (definitionKey !== undefined && !definition)
      return { ok: false as const, rejection: { code: 'NOT_FOUND', values: { key: definitionKey } } };
    const evaluationKey = seen?.key ?? (await store.reserve('record', 1));
    const started: ConditionsOutcome['started'] = [];
    const starts = definition ? startsOf(definition) : await subscribers.starts('condition', '');
    for (const start of starts) {
      if (!(await holds(start, variables))) continue;
      const { key, processId } = start.definition;
      const { startElement, startDefinition = '' } = start.at;
      const outcome = await submitter.submit(
        {
          kind: 'new',
          definition: start.definition,
          startedBy: principal.username,
          create: { ...start.at, variables },
        },
        [],
        // A request that a crash cut short is asked again: what it started answers for itself.
        {
          principal,
          ...(commandId !== undefined && {
            commandId: `${commandId} ${processId} ${startElement} ${startDefinition}`,
          }),
        },
      );
      if (!outcome.ok) return outcome;
      started.push({ definitionKey: key, instanceKey: outcome.instanceKey });
    }
    if (commandId !== undefined && !seen)
      await store.write((db) =>
        publications.remember(db, 'condition', request, body, { key: evaluationKey }),
      );
    return { ok: true as const, evaluationKey, started };
  }

  /** An absent, null or otherwise not true answer begins nothing. */
  async function holds({ definition, at }: Start, variables: Variables): Promise<boolean> {
    const condition = conditionOf(definition, at);
    if (condition === undefined) return false;
    const feel = condition.startsWith('=') ? condition.slice(1) : condition;
    return (await withFeel(options, now, definition.key, (evaluate) => evaluate(feel, variables))) === true;
  }
}

function startsOf(definition: Definition): Start[] {
  return startDefinitions(definition.model)
    .filter(({ definition: { type } }) => type === 'conditional')
    .map(({ element, definition: { part } }) => ({
      definition,
      at: { startElement: element, ...(part !== undefined && { startDefinition: part }) },
    }));
}

function conditionOf(
  { model }: Definition,
  { startElement, startDefinition }: Start['at'],
): string | undefined {
  const found = startDefinitions(model).find(
    ({ element, definition }) => element === startElement && definition.part === startDefinition,
  );
  const condition = found?.definition.config.condition;
  return typeof condition === 'string' ? condition : undefined;
}
