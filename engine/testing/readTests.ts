// Process test JSON to test cases; what is wrong with it is told with its path.
import type { Json, Variables } from '../core/index.ts';
import { parseDuration } from '../time/index.ts';
import { type Fields, type InstructionType, instructionShapes, type Shape } from './shapes.ts';

export interface Instruction {
  type: InstructionType;
  /** Where it stands in its file, e.g. `testCases[0].instructions[3]`. */
  path: string;
  /** Everything that it says, as read. */
  given: { [name: string]: Json };
}

export interface TestCase {
  name: string;
  /** Start of the virtual clock, epoch milliseconds. */
  now?: number;
  /** Types of the product's connectors that nobody answers but the test, also where no instruction names them. */
  asked?: string[];
  instructions: Instruction[];
}

export interface Wrong {
  code: string;
  values: { [name: string]: Json };
}

export function readTests(json: Json): { tests: TestCase[] } | { problems: Wrong[] } {
  const problems: Wrong[] = [];
  const cases = isObject(json) ? json.testCases : undefined;
  if (!Array.isArray(cases)) {
    problems.push(shapeWrong('$', '{"testCases": [...]}', json));
    return { problems };
  }
  const tests = cases.map((each, index) => readCase(each, `testCases[${index}]`, problems));
  return problems.length > 0 ? { problems } : { tests };
}

function readCase(json: Json, path: string, problems: Wrong[]): TestCase {
  const given = isObject(json) ? json : {};
  const { name, now, asked } = given;
  if (typeof name !== 'string') problems.push(shapeWrong(`${path}.name`, 'text', name));
  const at = typeof now === 'string' ? Date.parse(now) : undefined;
  if (now !== undefined && (at === undefined || Number.isNaN(at)))
    problems.push(shapeWrong(`${path}.now`, 'an ISO 8601 instant', now));
  if (asked !== undefined) check(asked, 'texts', `${path}.asked`, problems);
  const instructions = readInstructions(given.instructions, `${path}.instructions`, problems);
  return {
    name: typeof name === 'string' ? name : path,
    ...(at !== undefined && { now: at }),
    ...(Array.isArray(asked) && { asked: asked.map(String) }),
    instructions,
  };
}

export function readInstructions(
  json: Json | undefined,
  path: string,
  problems: Wrong[] = [],
): Instruction[] {
  if (!Array.isArray(json)) {
    problems.push(shapeWrong(path, 'a list of instructions', json));
    return [];
  }
  return json.flatMap((each, index) => readInstruction(each, `${path}[${index}]`, problems));
}

function readInstruction(json: Json, path: string, problems: Wrong[]): Instruction[] {
  if (!isObject(json)) {
    problems.push(shapeWrong(path, 'an instruction', json));
    return [];
  }
  const { type, ...given } = json;
  if (typeof type !== 'string' || !Object.hasOwn(instructionShapes, type)) {
    const known = Object.keys(instructionShapes);
    problems.push({ code: 'TEST_INSTRUCTION_UNKNOWN', values: { path, found: type ?? null, known } });
    return [];
  }
  checkFields(given, instructionShapes[type as InstructionType], path, problems);
  return [{ type: type as InstructionType, path, given }];
}

function checkFields(given: Variables, fields: Fields, path: string, problems: Wrong[]): void {
  for (const name of Object.keys(given))
    if (!Object.hasOwn(fields, name))
      problems.push({
        code: 'TEST_PROPERTY_UNKNOWN',
        values: { path, found: name, known: Object.keys(fields) },
      });
  for (const [name, { shape, required }] of Object.entries(fields)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value !== undefined) check(value, shape, `${path}.${name}`, problems);
    else if (required) problems.push(shapeWrong(`${path}.${name}`, inWords(shape), undefined));
  }
}

function check(value: Json, shape: Shape, path: string, problems: Wrong[]): void {
  if (typeof shape === 'object' && 'object' in shape && isObject(value)) {
    checkFields(value, shape.object, path, problems);
    if (shape.anyOf && !shape.anyOf.some((name) => Object.hasOwn(value, name)))
      problems.push(shapeWrong(path, shape.anyOf.join(' | '), value));
  } else if (typeof shape === 'object' && 'list' in shape && Array.isArray(value))
    value.forEach((each, index) => {
      check(each, shape.list, `${path}[${index}]`, problems);
    });
  else if (shape === 'instructions') readInstructions(value, path, problems);
  else if (!fits(value, shape)) problems.push(shapeWrong(path, inWords(shape), value));
}

function fits(value: Json, shape: Shape): boolean {
  if (typeof shape === 'object') return 'oneOf' in shape && shape.oneOf.includes(String(value));
  switch (shape) {
    case 'text':
      return typeof value === 'string';
    case 'flag':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'object':
      return isObject(value);
    case 'texts':
      return Array.isArray(value) && value.every((each) => typeof each === 'string');
    case 'numbers':
      return Array.isArray(value) && value.every((each) => typeof each === 'number');
    case 'instant':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value));
    case 'duration':
      return typeof value === 'string' && parseDuration(value) !== undefined;
    default:
      return true;
  }
}

function inWords(shape: Shape): string {
  if (typeof shape === 'string')
    return shape === 'instant' || shape === 'duration' ? `ISO 8601 ${shape}` : shape;
  if ('oneOf' in shape) return shape.oneOf.join(' | ');
  return 'list' in shape ? `list of ${inWords(shape.list)}` : `{${Object.keys(shape.object).join(', ')}}`;
}

function shapeWrong(path: string, expected: string, found: Json | undefined): Wrong {
  const text = found === undefined ? 'nothing' : JSON.stringify(found).slice(0, 80);
  return { code: 'TEST_SHAPE_WRONG', values: { path, expected, found: text } };
}

export function isObject(json: Json | undefined): json is { [name: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** A scenario of a process folder: a process, its answers, and what is expected of it. */
export function isScenario(json: Json | undefined): boolean {
  return isObject(json) && typeof json.process === 'string' && isObject(json.expected);
}
