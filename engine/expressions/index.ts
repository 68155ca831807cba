// What the rest of the engine uses of FEEL and DMN.
export type { OutsideFunction as FeelFunction } from './builtins/binding.ts';
export { checkFeel, type FeelCheck } from './check.ts';
export { createPorts, type PortOptions } from './createPorts.ts';
export { compileDecisions, type Decisions } from './decisions/compileDecisions.ts';
export { type DecisionVariable, decisionVariables } from './decisions/decisionVariables.ts';
export type { DecisionModel } from './decisions/model.ts';
export { type ParsedDecisions, parseDecisions } from './decisions/parseDecisions.ts';
export { type NeededVariable, type NeededVariables, neededVariables } from './neededVariables.ts';
export type { FeelWarning } from './run.ts';
export { fixedZoneOffset, type ZoneOffset } from './zone.ts';
