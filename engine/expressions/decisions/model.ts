// Decisions as plain JSON: what the XML says, resolved. `readDmn.ts` writes it, `compileDecisions.ts` reads it.

export type HitPolicy = 'UNIQUE' | 'FIRST' | 'ANY' | 'PRIORITY' | 'RULE ORDER' | 'OUTPUT ORDER' | 'COLLECT';
export type Aggregation = 'SUM' | 'MIN' | 'MAX' | 'COUNT';

export interface TableInput {
  id: string;
  /** Label, or the expression itself. */
  name: string;
  expression: string;
  /** FEEL type that the drawing gives it. */
  type?: string;
}

export interface TableOutput {
  id: string;
  name: string;
  /** Allowed values, highest priority first, as a list of FEEL literals. */
  values?: string;
  default?: string;
}

export interface TableRule {
  id: string;
  /** FEEL tests, one for each input; empty or `-` lets everything pass. */
  tests: string[];
  /** FEEL expressions, one for each output. */
  outputs: string[];
}

export interface DecisionTable {
  kind: 'table';
  hitPolicy: HitPolicy;
  aggregation?: Aggregation;
  inputs: TableInput[];
  outputs: TableOutput[];
  rules: TableRule[];
}

/** Boxed expressions: a decision's logic is one of them, and they hold each other. */
export type Logic =
  | DecisionTable
  | { kind: 'literal'; text: string }
  /** The entry without a name is the context's result. */
  | { kind: 'context'; entries: { name: string; value: Logic }[] }
  | { kind: 'list'; items: Logic[] }
  | { kind: 'relation'; columns: string[]; rows: Logic[][] }
  | { kind: 'function'; params: string[]; body: Logic }
  | { kind: 'invocation'; called: Logic; arguments: { name: string; value: Logic }[] }
  | { kind: 'conditional'; test: Logic; yes: Logic; no: Logic }
  | { kind: 'for'; variable: string; source: Logic; body: Logic }
  | { kind: 'quantified'; some: boolean; variable: string; source: Logic; test: Logic }
  | { kind: 'filter'; source: Logic; test: Logic }
  | DecisionService;

/** Decisions behind one function: some of their inputs are its parameters, and its outputs are its result. */
export interface DecisionService {
  kind: 'service';
  parameters: ServiceParameter[];
  /** Ids of the output decisions. */
  outputs: string[];
}

export interface ServiceParameter {
  name: string;
  /** FEEL type of the value; another one comes in as null. */
  type: string;
  /** Id of the decision whose result it replaces; absent for input data. */
  decision?: string;
}

/** A business knowledge model: a function that decisions call. */
export interface Knowledge {
  id: string;
  name: string;
  requires: string[];
  logic: Logic;
}

export interface DecisionModel {
  id: string;
  name: string;
  requirementsId: string;
  requirementsName: string;
  resource: string;
  /** Name under which the decisions that need it see its result. */
  variable: string;
  /** Names of its input data, which may hold signs that FEEL would read as operators. */
  inputData: string[];
  /** Types of those that have one. */
  inputTypes: { [name: string]: string };
  /** Ids of the decisions that are computed first. */
  requires: string[];
  /** The business knowledge that it may call, each after what it needs itself. */
  knowledge: Knowledge[];
  logic: Logic;
}
