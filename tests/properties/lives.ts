// What must hold of one instance's events, in their order: everything that happens, happens to what lives.
import type { Event } from '../../engine/core/index.ts';

interface Life {
  element: string;
  scope: number;
  tokens: string[];
}

type Opened = 'subscription' | 'task' | 'job' | 'incident';

/** Follows the events of one instance; gives every breach in words. */
export function followLives() {
  const live = new Map<number, Life>();
  const used = new Set<number>();
  const open = new Map<number, { what: Opened; owner: number }>();
  let over = false;
  let found: string[] = [];
  const say = (what: string) => void found.push(what);

  const born = (key: number, element: string, scope: number, again = false) => {
    if (again ? !used.has(key) || live.has(key) : used.has(key)) say(`${element} has a key that is taken`);
    if (scope !== 0) mustLive(scope, `the scope of ${element}`);
    used.add(key);
    live.set(key, { element, scope, tokens: [] });
  };
  const mustLive = (key: number, what: string) => {
    if (!live.has(key)) say(`${what} is gone`);
  };
  const dies = (key: number) => {
    const gone = live.get(key);
    if (!gone) return say(`something ends that does not live`);
    for (const [, { scope, element }] of live)
      if (scope === key) say(`${gone.element} ends before ${element} in it`);
    if (gone.tokens.length > 0) say(`${gone.element} ends with tokens on ${gone.tokens.join()}`);
    for (const { what, owner } of open.values())
      if (owner === key) say(`${gone.element} ends before its ${what}`);
    live.delete(key);
    return gone;
  };
  const take = (scope: number, flows: readonly string[]) => {
    const tokens = live.get(scope)?.tokens ?? [];
    for (const flow of flows) {
      const at = tokens.indexOf(flow);
      if (at < 0) say(`${flow} holds no token that could be taken`);
      else tokens.splice(at, 1);
    }
  };
  const begins = (what: Opened, key: number, owner: number) => {
    if (used.has(key)) say(`a ${what} has a key that is taken`);
    mustLive(owner, `the owner of a ${what}`);
    used.add(key);
    open.set(key, { what, owner });
  };
  const ends = (what: Opened, key: number) => {
    if (open.get(key)?.what !== what) say(`a ${what} ends that is not open`);
    open.delete(key);
  };
  const changes = (what: Opened, key: number) => {
    if (open.get(key)?.what !== what) say(`a ${what} changes that is not open`);
  };

  function follow(event: Event): void {
    if (over) say(`${event.type} after the end`);
    switch (event.type) {
      case 'instanceCreated':
        return born(event.key, event.processId, 0);
      case 'instanceCompleted':
      case 'instanceTerminated': {
        const [root] = live.keys();
        if (root !== undefined) dies(root);
        if (live.size > 0 || open.size > 0) say('something outlives its instance');
        over = true;
        return;
      }
      case 'elementActivated':
        if (event.consumed) take(event.scope, event.consumed);
        return born(event.key, event.element, event.scope);
      case 'elementRestored':
        return born(event.key, 'a completed scope', event.scope, true);
      case 'elementCompleted': {
        const gone = dies(event.key);
        if (gone && event.taken) live.get(gone.scope)?.tokens.push(...event.taken);
        return;
      }
      case 'elementTerminated':
      case 'elementCompensated':
        dies(event.key);
        return;
      case 'tokensRemoved':
        return take(event.scope, event.flows);
      case 'subscriptionOpened':
        return begins('subscription', event.key, event.owner);
      case 'subscriptionTriggered':
        return event.next ? changes('subscription', event.key) : ends('subscription', event.key);
      case 'subscriptionClosed':
        return ends('subscription', event.key);
      case 'conditionChanged':
        return changes('subscription', event.key);
      case 'jobCreated':
        return begins('job', event.key, event.owner);
      case 'jobCompleted':
      case 'jobCanceled':
        return ends('job', event.key);
      case 'jobFailed':
      case 'jobUpdated':
        return changes('job', event.key);
      case 'userTaskCreated':
        return begins('task', event.key, event.owner);
      case 'userTaskCompleted':
      case 'userTaskCanceled':
        return ends('task', event.key);
      case 'incidentRaised':
        return begins('incident', event.key, event.owner);
      case 'incidentResolved':
        return ends('incident', event.key);
      case 'instanceModified':
      case 'instanceReopened':
      case 'instanceMigrated':
      case 'annotated':
      case 'stepYielded':
      case 'stepResumed':
        return;
      case 'userTaskAssigned':
      case 'userTaskUpdated':
      case 'userTaskTransitionStarted':
      case 'userTaskTransitionEnded':
      case 'userTaskCorrected':
        return changes('task', event.key);
      default: {
        const key =
          'scope' in event
            ? event.scope
            : 'owner' in event
              ? event.owner
              : 'key' in event
                ? event.key
                : undefined;
        if (key !== undefined) mustLive(key, event.type);
      }
    }
  }

  return (events: readonly Event[]): string[] => {
    found = [];
    for (const event of events) follow(event);
    return found;
  };
}
