// Indicators as pure functions over facts: definitions, exact aggregates, formulas, periods.
export { checkIndicator, checkIndicators } from './checkIndicator.ts';
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
export type { Dimension, Fact } from './fact.ts';
export { DIMENSIONS } from './fact.ts';
export { FACT_KINDS } from './factKinds.ts';
export type { EvaluateFeel, FeelFailure, FeelOutcome, Names } from './feel.ts';
export { feelWith, namesOf } from './feel.ts';
export type { CalendarOf, OpenCalendar } from './functions.ts';
export { functionNames, measureFunctions } from './functions.ts';
export type { MetricProblem, MetricProblemCode } from './problems.ts';
export { metricProblems } from './problems.ts';
