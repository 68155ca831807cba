// The functional core as its users import it: the server, the browser, the verifier and the simulator.
export { apply, fold } from './apply.ts';
export type { Command, CommandContext, Migration, UserTaskChanges, UserTaskRef } from './commands.ts';
export type { Event, EventOf, EventType } from './events.ts';
export { executableOf } from './executable.ts';
export { execute, type Outcome } from './execute.ts';
export type { Json, Variables } from './json.ts';
export { listenerOf } from './listeners.ts';
export { counterparts } from './migrationPairs.ts';
export type { Restored } from './migrationRestore.ts';
export type { ElementModel, FlowModel, FlowNodeType, ProcessModel } from './model.ts';
export {
  type DecisionRecord,
  type Evaluation,
  type EvaluationContext,
  type Lookup,
  type LookupAnswers,
  lookupKey,
  type Ports,
} from './ports.ts';
export type { Problem } from './problem.ts';
export { type Routed, route } from './routed.ts';
export type { SlaEntry, SlaMetric, SlaTarget } from './slaFacts.ts';
export { SNAPSHOT_VERSION, stateFromJson, stateToJson } from './snapshot.ts';
export { startDefinitions, startSubscriptions, startsWhenCalled } from './starts.ts';
export { emptyState, type InstanceState } from './state.ts';
export { forEach, keys, lookUp, values } from './table.ts';
