// What an element type and an event definition may say about themselves. Every hook is optional.
import type { AdHocDecision } from './commands.ts';
import type { Node } from './executable.ts';
import type { Json, Variables } from './json.ts';
import type { ElementModel, EventDefinition, ProcessModel, SourceNode } from './model.ts';
import type { Problem } from './problem.ts';
import type { ElementInstance, Subscription, UserTask } from './state.ts';
import type { Step } from './step.ts';

export interface ElementBehavior {
  /** The attributes that this element understands, as the `config` of its model. */
  read?(source: SourceNode): { [name: string]: Json };
  /** Deploy-time complaints. */
  check?(element: ElementModel, model: ProcessModel): Problem[];
  /**
   * Asked when nothing else moves: the flows whose tokens this element takes now, one token each, or undefined to wait.
   * `waiting` lists flows with tokens, one entry a token, in order of arrival. Absent: any one token activates.
   */
  join?(step: Step, node: Node, scope: ElementInstance, waiting: readonly string[]): string[] | undefined;
  /**
   * A join that need not wait for ever: what keeps it waiting, something that runs or tokens that wait at other joins.
   * Where joins hold up only each other, one of them goes. Undefined: it waits whatever the others do.
   */
  heldUpBy?(step: Step, node: Node, scope: ElementInstance, waiting: readonly string[]): HeldUpBy | undefined;
  /** A join is about to be entered with these flows' tokens, in that scope. */
  fires?(step: Step, node: Node, scope: number, flows: readonly string[]): void;
  /**
   * Asked when nothing else moves of a join that remembers its activation: the tokens that it takes as it resets, or
   * undefined to wait. `silent`: none, and none are made, so that it need not be entered.
   */
  reset?(
    step: Step,
    node: Node,
    scope: ElementInstance,
    waiting: readonly string[],
  ): { flows: string[]; silent: boolean } | undefined;
  /** The element was entered: do its work, wait (return), or `finish`. Absent: finish at once. */
  activate?(step: Step, node: Node, me: ElementInstance): void;
  /** Something that this instance waits for happened. Absent: finish with the variables. */
  trigger?(step: Step, node: Node, me: ElementInstance, what: Trigger, variables: Variables): void;
  /** Which outgoing flows get a token. Undefined: an incident was raised. Absent: conditional flows as BPMN 13.3 says. */
  route?(step: Step, node: Node, me: ElementInstance): string[] | undefined;
  /** Containers of flow nodes: such an instance ends when nothing is left inside. */
  contains?: true;
  /** Containers: the last child left and no token waits. Absent: finish. */
  emptied?(step: Step, node: Node, me: ElementInstance): void;
  /** Containers: one child completed (it is still in the state). */
  childCompleted?(step: Step, node: Node, me: ElementInstance, child: ElementInstance): void;
  /** Containers: one child is about to take these flows out; completes it. Absent: it completes. */
  childLeaves?(step: Step, node: Node, child: ElementInstance, flows: string[]): void;
  /** Containers: an interrupting event subprocess took the place of the content. */
  interrupted?(step: Step, node: Node, me: ElementInstance): void;
}

/** With every hook, undefined where it has none: asking objects of one kind is several times as fast. */
export function alike(behavior: ElementBehavior): ElementBehavior {
  return { ...noHooks, ...behavior } as ElementBehavior;
}

const noHooks: { [hook in keyof ElementBehavior]-?: undefined } = {
  read: undefined,
  check: undefined,
  join: undefined,
  heldUpBy: undefined,
  fires: undefined,
  reset: undefined,
  activate: undefined,
  trigger: undefined,
  route: undefined,
  contains: undefined,
  emptied: undefined,
  childCompleted: undefined,
  childLeaves: undefined,
  interrupted: undefined,
};

export interface HeldUpBy {
  running: boolean;
  joins: Node[];
  /** The tokens that it takes where it goes all the same. Default: one of each flow that holds any. */
  takes?: string[];
}

export type Trigger =
  | { kind: 'subscription'; subscription: Subscription }
  | { kind: 'userTask'; userTask: UserTask }
  | { kind: 'job'; adHoc?: AdHocDecision }
  | { kind: 'child' };

export interface EventDefinitionBehavior {
  /** `source` is the event definition; `host` the event or task that holds it. */
  read?(source: SourceNode, host: SourceNode): { [name: string]: Json };
  check?(element: ElementModel, model: ProcessModel): Problem[];
  /**
   * Catching: opens what `node` waits for by this definition (one of its own), owned by `owner`.
   * `undefined`: nothing to wait for is defined; `incident`: one was raised.
   */
  subscribe?(
    step: Step,
    node: Node,
    owner: ElementInstance,
    definition: EventDefinition,
  ): 'open' | 'undefined' | 'incident';
  /** Throwing: does it. False when the element must not go on by itself (an incident was raised, or the scope ended). */
  throw?(step: Step, node: Node, me: ElementInstance, definition: EventDefinition): boolean;
}
