// What events about the instance, its elements, tokens and variables write.

import type { Appliers } from './apply.ts';
import { beginUndoing, forgetPast, keepCompleted } from './applyCompensation.ts';
import { addElement, edit, ownerOf, removeElement, seen, takeTokens } from './draft.ts';
import { emptyTable, put } from './table.ts';

const nothing = () => {};

export const elementAppliers = {
  instanceCreated(draft, event) {
    draft.key = event.key;
    draft.processId = event.processId;
    draft.definitionKey = event.definitionKey ?? 0;
    draft.rootKey = event.rootKey;
    draft.businessKey = event.businessKey;
    draft.parent = event.parent;
    draft.hops = event.hops;
    draft.status = 'active';
    addElement(draft, event.key, event.processId, 0);
  },
  instanceModified: nothing,
  instanceReopened(draft) {
    draft.status = 'active';
    addElement(draft, draft.key, draft.processId, 0);
  },
  starvingForeseen: nothing,
  instanceCompleted(draft) {
    draft.status = 'completed';
    removeElement(draft, draft.key);
  },
  instanceTerminated(draft) {
    draft.status = 'terminated';
    removeElement(draft, draft.key);
  },
  elementActivated(draft, event) {
    seen(draft, event.key);
    addElement(draft, event.key, event.element, event.scope, event.index);
    const scope = edit(draft, event.scope);
    scope.children = put(scope.children ?? emptyTable<true>(), ownerOf(draft), event.key, true);
    if (event.consumed) takeTokens(scope, event.consumed);
    if (event.index !== undefined && scope.loop) scope.loop = { ...scope.loop, started: event.index + 1 };
    if (event.compensates !== undefined) beginUndoing(draft, event);
  },
  elementCompleted(draft, event) {
    const gone = removeElement(draft, event.key);
    if (!gone) return;
    if (event.compensable) keepCompleted(draft, gone, false);
    if (!event.taken) return;
    const scope = edit(draft, gone.scope);
    scope.tokens = scope.tokens.length === 0 ? event.taken : [...scope.tokens, ...event.taken];
  },
  elementTerminated(draft, event) {
    const gone = removeElement(draft, event.key);
    if (gone && event.compensable) keepCompleted(draft, gone, true);
  },
  tokensRemoved(draft, event) {
    takeTokens(edit(draft, event.scope), event.flows);
  },
  variablesSet(draft, event) {
    const scope = edit(draft, event.scope);
    scope.variables = { ...scope.variables, ...event.variables };
    if (event.through || scope.undoing) forgetPast(draft, event);
  },
  loopStarted(draft, event) {
    const body = edit(draft, event.key);
    body.loop = {
      count: event.count,
      ...(event.items && { items: event.items }),
      started: 0,
      collected: emptyTable(),
    };
  },
  itemCollected(draft, event) {
    const body = edit(draft, event.key);
    if (!body.loop) return;
    const collected = put(body.loop.collected, ownerOf(draft), event.index, { value: event.value });
    body.loop = { ...body.loop, collected };
  },
  activitiesChosen(draft, event) {
    edit(draft, event.scope).chosen = { elements: event.elements, last: event.last === true };
  },
  gatewayActivated(draft, event) {
    const scope = edit(draft, event.scope);
    const { [event.gateway]: _, ...others } = scope.resetting ?? {};
    const resetting = event.by.length > 0 ? { ...others, [event.gateway]: event.by } : others;
    scope.resetting = Object.keys(resetting).length > 0 ? resetting : undefined;
  },
  gatewayAnswered(draft, event) {
    const scope = edit(draft, event.scope);
    const answers = { ...scope.answers };
    if (event.flows.length > 0) answers[event.gateway] = event.flows;
    else delete answers[event.gateway];
    scope.answers = Object.keys(answers).length > 0 ? answers : undefined;
  },
  messageThrown: nothing,
  signalThrown: nothing,
  errorThrown: nothing,
  escalationThrown: nothing,
  childCalled(draft, event) {
    edit(draft, event.key).called = true;
  },
  childAbandoned: nothing,
  decisionEvaluated: nothing,
  stepYielded(draft, event) {
    draft.yielded = event.activations;
  },
  stepResumed(draft) {
    draft.yielded = undefined;
  },
} satisfies Partial<Appliers>;
