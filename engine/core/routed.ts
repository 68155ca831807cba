// What the events of one instance ask of other streams; the runtime carries it there.
import type { Event } from './events.ts';
import { nextHop } from './hops.ts';
import type { Variables } from './json.ts';
import type { InstanceState } from './state.ts';

export type Routed =
  | {
      type: 'createChild';
      processId: string;
      definitionKey: number;
      variables: Variables;
      businessKey?: string;
      rootKey: number;
      parent: { instanceKey: number; elementInstanceKey: number };
      hops?: number;
    }
  | { type: 'completeChild'; instanceKey: number; elementInstance: number; variables: Variables }
  | { type: 'failChild'; instanceKey: number; elementInstance: number; code: string; variables: Variables }
  | {
      type: 'escalateChild';
      instanceKey: number;
      elementInstance: number;
      code: string;
      variables: Variables;
    }
  | { type: 'cancelChildren'; parentElementInstance: number }
  /** `hops`: of an instance that this starts. */
  | {
      type: 'publishMessage';
      name: string;
      correlationKey: string;
      variables: Variables;
      timeToLive: number;
      messageId?: string;
      hops?: number;
      /** The case of which an instance that it starts is a part. */
      inCase?: { rootKey: number; businessKey?: string };
    }
  /** `from`: the instance that threw it, where it was heard already. */
  | { type: 'broadcastSignal'; name: string; variables: Variables; from?: number; hops?: number }
  | { type: 'continue'; instanceKey: number };

/** At most one routed command an event. `state` is the instance's state after the batch. */
export function route(event: Event, state: InstanceState): Routed | undefined {
  switch (event.type) {
    case 'childCalled': {
      const businessKey = event.businessKey ?? state.businessKey;
      return {
        type: 'createChild',
        processId: event.processId,
        definitionKey: event.definitionKey,
        variables: event.variables,
        ...(businessKey !== undefined && { businessKey }),
        rootKey: state.rootKey,
        parent: { instanceKey: state.key, elementInstanceKey: event.key },
        ...(state.hops !== undefined && { hops: state.hops }),
      };
    }
    case 'childAbandoned':
      return { type: 'cancelChildren', parentElementInstance: event.key };
    case 'messageThrown': {
      const { name, correlationKey, variables, timeToLive, messageId } = event;
      return {
        type: 'publishMessage',
        name,
        correlationKey,
        variables,
        timeToLive,
        ...(messageId !== undefined && { messageId }),
        hops: nextHop(state),
        ...(event.inCase && { inCase: caseOf(state) }),
      };
    }
    case 'signalThrown': {
      const { name, variables } = event;
      return { type: 'broadcastSignal', name, variables, from: state.key, hops: nextHop(state) };
    }
    case 'escalationThrown':
      if (event.caughtBy !== undefined || !state.parent) return undefined;
      return {
        ...toParent(state.parent),
        type: 'escalateChild',
        code: event.code,
        variables: event.variables ?? {},
      };
    case 'stepYielded':
      return { type: 'continue', instanceKey: state.key };
    case 'instanceCompleted':
      return (
        state.parent && { ...toParent(state.parent), type: 'completeChild', variables: event.variables ?? {} }
      );
    case 'instanceTerminated':
      return (
        state.parent &&
        event.error && {
          ...toParent(state.parent),
          type: 'failChild',
          code: event.error.code,
          variables: event.error.variables,
        }
      );
    default:
      return undefined;
  }
}

function toParent(parent: NonNullable<InstanceState['parent']>) {
  return { instanceKey: parent.instanceKey, elementInstance: parent.elementInstanceKey };
}

function caseOf({ rootKey, businessKey }: InstanceState) {
  return { rootKey, ...(businessKey !== undefined && { businessKey }) };
}
