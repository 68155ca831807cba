// The process model as plain JSON: what the XML says, resolved, in document order. `model/` writes it, the core reads it.
import type { DataModel } from './data.ts';
import type { Json } from './json.ts';
import type { Listeners, TaskListeners } from './listenerModel.ts';
import type { SlaModel } from './slaModel.ts';

export type { SourceNode } from './sourceNode.ts';

/** Local name of the BPMN tag of every flow node that the core executes. */
export type FlowNodeType =
  | 'startEvent'
  | 'endEvent'
  | 'intermediateCatchEvent'
  | 'intermediateThrowEvent'
  | 'boundaryEvent'
  | 'task'
  | 'userTask'
  | 'manualTask'
  | 'serviceTask'
  | 'sendTask'
  | 'receiveTask'
  | 'scriptTask'
  | 'businessRuleTask'
  | 'exclusiveGateway'
  | 'parallelGateway'
  | 'inclusiveGateway'
  | 'complexGateway'
  | 'eventBasedGateway'
  | 'subProcess'
  | 'adHocSubProcess'
  | 'transaction'
  | 'callActivity';

/** `multiple` is no tag: it stands for the definitions of an event that has several. */
export type EventDefinitionType =
  | 'timer'
  | 'message'
  | 'error'
  | 'signal'
  | 'escalation'
  | 'terminate'
  | 'conditional'
  | 'compensate'
  | 'cancel'
  | 'link'
  | 'multiple';

/** A value given in the drawing: `=...` is FEEL, anything else is the text itself (as `zeebe:` attributes do). */
export type Expression = string;

export interface Mapping {
  source: Expression;
  target: string;
}

export interface MultiInstance {
  sequential: boolean;
  /** `zeebe:loopCharacteristics inputCollection`, or absent when only a cardinality is given. */
  inputCollection?: Expression;
  inputElement?: string;
  outputCollection?: string;
  outputElement?: Expression;
  cardinality?: Expression;
  completionCondition?: Expression;
  /** Events that it throws as iterations complete; absent: none (BPMN's `all`). */
  behavior?:
    | { kind: 'none'; event: EventDefinition }
    | { kind: 'one'; event: EventDefinition }
    | { kind: 'complex'; definitions: { condition: Expression; event?: EventDefinition }[] };
}

/** `bpmn:standardLoopCharacteristics` that says how often or how long; at least one of condition and maximum is there. */
export interface StandardLoop {
  testBefore: boolean;
  maximum?: number;
  /** Another iteration begins while it is true. */
  condition?: Expression;
}

export interface AdHoc {
  /** `ordering`: one activity at a time. */
  sequential: boolean;
  completionCondition?: Expression;
  cancelRemaining: boolean;
  /** `zeebe:adHoc activeElementsCollection`: the ids of what begins on entry. */
  activeElements?: Expression;
  outputCollection?: string;
  outputElement?: Expression;
}

/** An event definition; its file under `eventDefinitions/` owns the shape of `config`. */
export interface EventDefinition {
  type: EventDefinitionType;
  config: { [name: string]: Json };
  /** Its place among several of one event; the executable form counts them. */
  part?: number;
}

/**
 * What a gateway without conditions asks a person.
 * `askedBy` lists the user tasks whose form carries the question; null makes the gateway a task of its lane.
 */
export interface Question {
  text: string;
  options: { flow: string; label: string }[];
  multiple: boolean;
  askedBy: string[] | null;
}

export interface ElementModel {
  id: string;
  name: string;
  type: FlowNodeType;
  /** Id of the enclosing subprocess; null directly in the process. */
  parent: string | null;
  /** Ids of sequence flows, in the order of the drawing's XML. */
  incoming: string[];
  outgoing: string[];
  defaultFlow?: string;
  /** Name of the (innermost) lane that holds the element. */
  lane?: string;
  /** Boundary events: the activity they sit on. */
  attachedTo?: string;
  /** Boundary events and event subprocess starts: whether they interrupt. Default true. */
  interrupting?: boolean;
  /** An event subprocess. */
  triggeredByEvent?: true;
  eventDefinitions: EventDefinition[];
  /** Boundary events of compensation: the activity that undoes the one they sit on. */
  compensation?: string;
  /** It undoes another activity (`isForCompensation`), and runs only then. */
  forCompensation?: true;
  /** Of several definitions all have to happen, not any. */
  parallelMultiple?: true;
  multiInstance?: MultiInstance;
  standardLoop?: StandardLoop;
  /** Tokens that it takes before it begins, and makes on each flow as it ends; absent: one. */
  startQuantity?: number;
  completionQuantity?: number;
  adHoc?: AdHoc;
  inputs?: Mapping[];
  outputs?: Mapping[];
  /** What the outputs give leaves beside the results, as in Camunda 7. Absent: instead of them, as in Zeebe. */
  outputsBeside?: true;
  /** Names of messages that message flows carry from here to elements of other pools, as it ends. */
  sends?: string[];
  /** Data objects, properties, inputs, outputs and data associations. */
  data?: DataModel;
  listeners?: Listeners;
  taskListeners?: TaskListeners;
  question?: Question;
  /** Public state of the case from the moment this element is activated (`cauce:milestone`). */
  milestone?: string;
  slas?: SlaModel[];
  /** Attributes that only this element type understands; its file under `elements/` owns the shape. */
  config: { [name: string]: Json };
  documentation?: string;
}

export interface FlowModel {
  id: string;
  name: string;
  source: string;
  target: string;
  condition?: Expression;
}

export interface ProcessModel {
  format: 1;
  /** The BPMN process id. */
  id: string;
  name: string;
  versionTag?: string;
  variant?: { flow: string; kind: 'as-is' | 'to-be' };
  /**
   * Present when instances hold somebody's personal data (`cauce:dataSubject`): every variable is then
   * enveloped at rest, except the names listed here.
   */
  dataSubject?: { publicNames: string[] };
  data?: Pick<DataModel, 'locals'>;
  /** Processes of the file that message flows connect with this one. */
  partners?: string[];
  listeners?: Listeners;
  slas?: SlaModel[];
  elements: ElementModel[];
  flows: FlowModel[];
}
