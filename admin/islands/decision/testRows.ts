// Rows that try a file's decisions, kept as the process tests that the command line runs: one test case for each row.

/** What JSON can say. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Values = { [name: string]: Json };

export interface TestRow {
  name: string;
  decision: string;
  variables: Values;
  /** Absent: nothing is expected of the result. */
  expected?: Json;
}

export interface TestRows {
  rows: TestRow[];
  /** Test cases that are no rows; they stay as they are. */
  others: Json[];
}

/** Where the rows of a file lie, so that `cauce test` finds them. */
export function rowsFileOf(decisionFile: string): string {
  const name = decisionFile.replace(/^.*\//, '').replace(/\.dmn$/i, '');
  return `scenarios/decision-${name}.json`;
}

/** Undefined where the text is no file of process tests. */
export function readRows(text: string): TestRows | undefined {
  if (text.trim() === '') return { rows: [], others: [] };
  const json = jsonOf(text);
  if (!isObject(json) || !Array.isArray(json.testCases)) return undefined;
  const read: TestRows = { rows: [], others: [] };
  for (const testCase of json.testCases) {
    const row = rowOf(testCase);
    if (row) read.rows.push(row);
    else read.others.push(testCase);
  }
  return read;
}

export function writeRows({ rows, others }: TestRows): string {
  return `${JSON.stringify({ testCases: [...others, ...rows.map(testCaseOf)] }, null, 2)}\n`;
}

function testCaseOf({ name, decision, variables, expected }: TestRow): Json {
  const about = { decisionDefinitionId: decision };
  return {
    name,
    instructions: [
      { type: 'EVALUATE_DECISION', decisionDefinitionSelector: about, variables },
      ...(expected === undefined
        ? []
        : [{ type: 'ASSERT_DECISION', decisionSelector: about, output: expected }]),
    ],
  };
}

/** One evaluation, and at most one look at what came out of it. */
function rowOf(testCase: Json): TestRow | undefined {
  if (!isObject(testCase) || typeof testCase.name !== 'string') return undefined;
  const others = Object.keys(testCase).filter((name) => name !== 'name' && name !== 'instructions');
  const { name, instructions } = testCase;
  if (others.length > 0 || !Array.isArray(instructions) || instructions.length > 2) return undefined;
  const [evaluation, assertion] = instructions;
  if (!isObject(evaluation) || evaluation.type !== 'EVALUATE_DECISION') return undefined;
  const decision = decisionIn(evaluation.decisionDefinitionSelector);
  const variables = evaluation.variables ?? {};
  if (decision === undefined || !isObject(variables)) return undefined;
  if (assertion === undefined) return { name, decision, variables };
  if (!isObject(assertion) || Object.keys(assertion).join() !== 'type,decisionSelector,output')
    return undefined;
  if (assertion.type !== 'ASSERT_DECISION' || decisionIn(assertion.decisionSelector) !== decision)
    return undefined;
  return { name, decision, variables, expected: assertion.output as Json };
}

function decisionIn(selector: Json | undefined): string | undefined {
  if (!isObject(selector) || Object.keys(selector).join() !== 'decisionDefinitionId') return undefined;
  return typeof selector.decisionDefinitionId === 'string' ? selector.decisionDefinitionId : undefined;
}

/** What somebody typed in a cell. A text is a text, but where it reads as something else and is not meant as one. */
export function readTyped(typed: string, type: string | undefined): Json | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  if (type === 'string' && !/^"[\s\S]*"$/.test(text) && text !== 'null') return typed;
  const json = jsonOf(text);
  return json === undefined ? typed : json;
}

/** What a cell shows, so that reading it gives the same value. */
export function typedOf(value: Json | undefined, type: string | undefined): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return JSON.stringify(value);
  return readTyped(value, type) === value ? value : JSON.stringify(value);
}

function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function isObject(value: Json | undefined): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
