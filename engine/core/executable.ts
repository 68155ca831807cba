// The process model with its references resolved and reachability computed, once per model.
import { alike, type ElementBehavior } from './behavior.ts';
import { type Clockwork, clockworkOf } from './clockwork.ts';
import { linkCompensation } from './compensability.ts';
import { elements as behaviors } from './elements/index.ts';
import { MULTIPLE, partsOf } from './eventParts.ts';
import type { UserTaskFacts } from './events.ts';
import type { Listener, TaskListeners } from './listenerModel.ts';
import type { ElementModel, EventDefinition, FlowModel, ProcessModel } from './model.ts';
import { multiInstance } from './multiInstance.ts';
import { withQuantities } from './quantities.ts';
import type { SlaModel } from './slaModel.ts';
import { standardLoop } from './standardLoop.ts';
import {
  connect,
  handle,
  isFree,
  joinLinks,
  link,
  nodesReaching,
  sortFlows,
  startsIn,
  throwsSignal,
} from './structure.ts';

export interface Flow {
  id: string;
  model: FlowModel;
  source: Node;
  target: Node;
}

/** A flow node, or the process itself (`model` undefined). */
export interface Node {
  id: string;
  /** Undefined for the process. */
  model: ElementModel | undefined;
  behavior: ElementBehavior;
  /** What the element does inside one iteration, where it is repeated; else the same as `behavior`. */
  inner: ElementBehavior;
  order: number;
  parent: Node | undefined;
  incoming: Flow[];
  outgoing: Flow[];
  /** Boundary events on this activity. */
  boundary: Node[];
  attachedTo: Node | undefined;
  /** What happens beside the owner of its subscription: boundary events, and starts of event subprocesses. */
  handler: 'boundary' | 'eventSubprocess' | undefined;
  /** Containers: the starts of their event subprocesses, in the drawing's order; undefined where they have none. */
  handlers: Node[] | undefined;
  /** Containers: where execution begins when the container is entered. */
  starts: Node[];
  definition: EventDefinition | undefined;
  /** Events with several definitions: each of them; `definition` is then `multiple`. */
  parts: EventDefinition[] | undefined;
  /** Link throw events: the catch event that is entered when they complete. */
  linked: Node | undefined;
  /** Link catch events: their throw events. */
  linkedFrom: Node[] | undefined;
  /** Messages that it sends along message flows as it ends. */
  sends: string[] | undefined;
  /** Who listens, by job; undefined where nobody does. */
  startListeners: Listener[] | undefined;
  endListeners: Listener[] | undefined;
  taskListeners: TaskListeners | undefined;
  /** What it promises; undefined where nothing. */
  slas: SlaModel[] | undefined;
  /** Facts of its user task where they are the same each time; false: they are not. */
  plainTask: UserTaskFacts | false | undefined;
  /** Gateways whose question this element's form asks. */
  asks: string[];
  /** The activity that undoes this one once it has completed. */
  undoneBy: Node | undefined;
  /** Containers: the event subprocess inside that undoes it. */
  undoneInside: Node | undefined;
  /** It, or something inside, can be undone. */
  compensable: boolean;
}

export interface Executable {
  model: ProcessModel;
  root: Node;
  nodes: Map<string, Node>;
  flows: Map<string, Flow>;
  /** Something in the model throws a signal. */
  signals: boolean;
  /** Something in the model can be undone. */
  compensates: boolean;
  /** Undefined where nothing is promised. */
  clocks: Clockwork | undefined;
  /** For an incoming flow of a join: the nodes from which a token can reach that flow without visiting the join. */
  reaching(flow: Flow): Set<Node>;
}

const compiled = new WeakMap<ProcessModel, Executable>();

/** The executable form of a model; the same model object gives the same one. */
export function executableOf(model: ProcessModel): Executable {
  const known = compiled.get(model);
  if (known) return known;
  const made = compile(model);
  compiled.set(model, made);
  return made;
}

const processBehavior: ElementBehavior = {};

function compile(model: ProcessModel): Executable {
  const root: Node = node(model.id, undefined, -1, processBehavior);
  root.startListeners = model.listeners?.start;
  root.endListeners = model.listeners?.end;
  root.slas = model.slas;
  const nodes = new Map<string, Node>();
  for (const [order, element] of model.elements.entries()) {
    nodes.set(element.id, node(element.id, element, order, behaviors[element.type]));
  }
  for (const each of nodes.values()) link(each, nodes, root);
  const flows = new Map<string, Flow>();
  for (const flow of model.flows) connect(flow, nodes, flows);
  for (const each of nodes.values()) sortFlows(each, flows);
  for (const each of nodes.values()) {
    for (const task of each.model?.question?.askedBy ?? []) nodes.get(task)?.asks.push(each.id);
  }
  // Grouped once: each container looking through all elements would take the square of their number.
  const children = new Map<Node, Node[]>();
  for (const each of nodes.values()) {
    const parent = each.parent ?? root;
    const siblings = children.get(parent);
    if (siblings) siblings.push(each);
    else children.set(parent, [each]);
  }
  for (const [container, inside] of children) {
    joinLinks(inside);
    container.starts = container.model?.adHoc ? inside.filter(isFree) : startsIn(inside, container === root);
  }
  for (const each of nodes.values()) if (each.model?.triggeredByEvent) handle(each, each.parent ?? root);
  const reach = new Map<Flow, Set<Node>>();
  return {
    model,
    root,
    nodes,
    flows,
    signals: [...nodes.values()].some(throwsSignal),
    compensates: linkCompensation(nodes),
    clocks: clockworkOf(model),
    reaching(flow) {
      let set = reach.get(flow);
      if (!set) {
        set = nodesReaching(flow);
        reach.set(flow, set);
      }
      return set;
    },
  };
}

function node(id: string, model: ElementModel | undefined, order: number, plain: ElementBehavior): Node {
  const inner = alike(withQuantities(plain, model));
  const parts = partsOf(model?.eventDefinitions);
  return {
    id,
    model,
    inner,
    behavior: model?.triggeredByEvent
      ? inner
      : model?.multiInstance
        ? alike(multiInstance)
        : model?.standardLoop
          ? alike(standardLoop)
          : inner,
    order,
    parent: undefined,
    incoming: [],
    outgoing: [],
    boundary: [],
    attachedTo: undefined,
    handler: undefined,
    handlers: undefined,
    starts: [],
    definition: parts ? MULTIPLE : model?.eventDefinitions[0],
    parts,
    sends: model?.sends,
    startListeners: model?.listeners?.start,
    endListeners: model?.listeners?.end ?? (model?.config.endListeners as Listener[] | undefined),
    taskListeners: model?.taskListeners,
    slas: model?.slas,
    plainTask: undefined,
    linked: undefined,
    linkedFrom: undefined,
    asks: [],
    undoneBy: undefined,
    undoneInside: undefined,
    compensable: false,
  };
}
