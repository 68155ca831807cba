// Drives random drawings: at each turn somebody does something that is possible, or tries something that is not.
import type { Command } from '../../engine/core/commands.ts';
import { type InstanceState, values } from '../../engine/core/index.ts';
import type { MemoryRuntime } from '../../engine/runtime/memoryRuntime.ts';

/** One turn: `pick` chooses among what is possible, `kind` what somebody has in mind. */
export interface Turn {
  kind: 'work' | 'event' | 'fail' | 'error' | 'resolve' | 'set' | 'change' | 'cancel' | 'nonsense';
  pick: number;
  value: number;
}

export interface ToOne {
  instanceKey: number;
  command: Command;
}

/** A command to one instance, or time that goes on until an instant and lets every timer fire that is due then. */
export type Move = ToOne | { until: number };

/** A move as it was made: which timers fired, in their order. */
export type Made = ToOne | { until: number; fired: ToOne[] };

export function movesOf(runtime: MemoryRuntime, turn: Turn): Move[] {
  return runtime.instances().flatMap((instanceKey) => {
    const state = runtime.state(instanceKey);
    return state.status === 'active' ? inInstance(instanceKey, state, turn) : [];
  });
}

/** What fired, in its order; nothing more where one had no end. */
export function passTime(runtime: MemoryRuntime, until: number): ToOne[] {
  runtime.now = Math.max(runtime.now, until);
  const due = runtime.waiting().filter(({ dueAt }) => dueAt !== undefined && dueAt <= runtime.now);
  due.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || a.subscription - b.subscription);
  const fired: ToOne[] = [];
  for (const { instanceKey, subscription } of due) {
    if (runtime.stopped() !== undefined) break;
    const command = { type: 'triggerTimer' as const, subscription };
    fired.push({ instanceKey, command });
    runtime.submit(instanceKey, command);
  }
  return fired;
}

function inInstance(instanceKey: number, state: InstanceState, { kind, value, pick }: Turn): Move[] {
  const move = (command: Command): Move => ({ instanceKey, command });
  const variables = { x: value };
  switch (kind) {
    case 'work':
      return [
        ...values(state.userTasks).map(({ key }) =>
          move({ type: 'completeUserTask', userTask: { key }, variables: value > 1 ? variables : {} }),
        ),
        ...values(state.jobs).map(({ key }) => move({ type: 'completeJob', job: key, variables: {} })),
      ];
    case 'event':
      return values(state.subscriptions).flatMap(({ key, kind: waits, dueAt }): Move[] => {
        if (waits === 'timer') return [{ until: dueAt ?? 0 }];
        if (waits === 'message')
          return [move({ type: 'correlateMessage', subscription: key, messageKey: 1, variables })];
        return waits === 'signal'
          ? [move({ type: 'broadcastSignal', subscription: key, variables: {} })]
          : [];
      });
    case 'fail':
      return values(state.jobs).map(({ key }) =>
        move({ type: 'failJob', job: key, retries: 0, message: 'no' }),
      );
    case 'error':
      return [
        ...values(state.jobs).map(({ key }) =>
          move({ type: 'throwJobError', job: key, code: value > 1 ? 'E1' : 'E2', variables: {} }),
        ),
        ...values(state.userTasks).map(({ key }) =>
          move({ type: 'throwUserTaskError', userTask: { key }, code: 'E1', variables: {} }),
        ),
      ];
    case 'resolve':
      return values(state.incidents).map(({ key }) => move({ type: 'resolveIncident', incident: key }));
    case 'set':
      return values(state.elements).map(({ key }) =>
        move({
          type: 'setVariables',
          elementInstance: key,
          variables: pick % 2 === 0 ? variables : { y: value, x: value },
          local: value % 2 === 0,
        }),
      );
    case 'change':
      return [
        ...values(state.userTasks).map(({ key }) =>
          move(
            value % 2 === 0
              ? { type: 'assignUserTask', userTask: { key }, assignee: 'ana', allowOverride: true }
              : { type: 'updateUserTask', userTask: { key }, changes: { priority: value } },
          ),
        ),
        ...values(state.jobs).map(({ key }) => move({ type: 'updateJob', job: key, retries: 2 })),
        ...values(state.elements).map(({ key }) =>
          move({ type: 'activateAdHoc', elementInstance: key, elements: [], cancelRemaining: value > 2 }),
        ),
      ];
    case 'cancel':
      return value === 0 && pick < 6 ? [move({ type: 'cancelInstance' })] : [];
    default:
      return nonsense(instanceKey, value).map(move);
  }
}

/** Commands about what is not there: each must be refused and change nothing. */
function nonsense(instanceKey: number, value: number): Command[] {
  const gone = instanceKey + 900_000 + value;
  return [
    { type: 'completeJob', job: gone, variables: {} },
    { type: 'completeUserTask', userTask: { key: gone }, variables: {} },
    { type: 'triggerTimer', subscription: gone },
    { type: 'completeChild', elementInstance: gone, variables: {} },
    { type: 'resolveIncident', incident: gone },
    { type: 'continue' },
  ];
}
