// Indicators as pure functions over facts: definitions, exact aggregates, formulas, periods.
export {
  type Aggregate,
  type Aggregates,
  addObservation,
  aggregateFacts,
  emptyAggregate,
  mergeAggregates,
} from './aggregate.ts';
export { type Assembly, assembleCase } from './assembleCase.ts';
export type { CaseRecord, ClockRecord, ElementRecord, TaskRecord } from './caseRecord.ts';
export { checkIndicator, checkIndicators, isIndicator, isIndicatorWarning } from './checkIndicator.ts';
export {
  type ComputeRequest,
  computeIndicator,
  type Spans,
  type SplitFigure,
  type SplitValues,
  spansOf,
  splitValue,
} from './compute.ts';
export {
  checkFactDeclarations,
  DECLARED_DIMENSIONS,
  type FactDeclaration,
  type FactDeclarations,
  variablesOf,
} from './declaration.ts';
export type {
  AggregateDefinition,
  IndicatorDefinition,
  IndicatorPeriod,
  Side,
  Span,
  Split,
  Target,
  Words,
} from './definition.ts';
export { COMPARISONS, KINDS, MEASURES, PERIODS, SPANS, UNITS } from './definition.ts';
export { type Distribution, distributionOf } from './distribution.ts';
export { evaluateIndicator, type Figure, type FigureValue, meetsTarget } from './evaluate.ts';
export type { Dimension, Fact } from './fact.ts';
export { DIMENSIONS } from './fact.ts';
export { FACT_KINDS } from './factKinds.ts';
export type { EvaluateFeel, FeelFailure, FeelOutcome, Names } from './feel.ts';
export { feelWith, namesOf } from './feel.ts';
export {
  FIGURE_DIMENSIONS,
  type FigureDimension,
  type FigureRow,
  figureFact,
  figureKey,
  figureNames,
  figuresToKeep,
  sprintsOf,
} from './figures/figure.ts';
export { type FigureProblem, type FigureProblemCode, figureProblems } from './figures/problems.ts';
export {
  type FigureOptions,
  type FiguresRead,
  type FigureTable,
  readFigureJson,
  readFigureTable,
} from './figures/readFigures.ts';
export type { CalendarOf, OpenCalendar } from './functions.ts';
export { functionNames, measureFunctions } from './functions.ts';
export { type Measure, measureKey, measuresOf, type Observation, observe } from './measure.ts';
export {
  GRAINS,
  type Grain,
  type Period,
  parsePeriod,
  periodOf,
  periodsBetween,
  previousPeriod,
  rangeOf,
  type Sprint,
  yearBefore,
} from './period.ts';
export type { MetricProblem, MetricProblemCode } from './problems.ts';
export { metricProblems } from './problems.ts';
export {
  DURATIONS,
  type DurationName,
  durationRollups,
  isSummed,
  type Rollup,
  rollupsOf,
  TIMES,
} from './rollupPlan.ts';
export { rounded } from './rounding.ts';
export { addSigned, mergeInto, type Sign } from './signed.ts';
export { dimsOfSlice, monthOf, sliceOf } from './slices.ts';
export {
  createSums,
  DURATION_SLICE,
  mergedRow,
  type SumGrain,
  type SumKey,
  type SumRow,
  type Sums,
} from './sums.ts';
