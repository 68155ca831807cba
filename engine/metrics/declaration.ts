// What a process folder's `facts.json` says of each of its processes: which variable is which dimension of its facts, and
// which variables and elements say when a case was filed, answered, returned. Names alone, so that facts need no FEEL.
import type { Json } from '../core/json.ts';
import type { Dimension } from './fact.ts';
import type { MetricProblem } from './problems.ts';
import { isBag, isText, shown } from './shape.ts';

/** Dimensions that a variable gives; the others follow from process, task and origin. */
export const DECLARED_DIMENSIONS = [
  'product',
  'channel',
  'area',
  'segment',
  'typology',
  'type',
  'topic',
  'site',
] as const satisfies readonly Dimension[];

export interface FactDeclaration {
  /** Variable of each dimension. Only what the drawing declares public is read. */
  dimensions: { [name in Dimension]?: string };
  /** Variables that hold the instant; the first that has one counts. Default of `filedAt`: when the case began. */
  filedAt?: string[];
  answeredAt?: string[];
  dueAt?: string[];
  /** Elements whose completion is the answer, where no variable says when that was. */
  answeredBy?: string[];
  /** Elements whose completion is the first message of a person to who asked. */
  firstResponseBy?: string[];
  /** Elements whose beginning means a second or third level. */
  escalatedBy?: string[];
  /** Elements whose completion means that work went back to somebody, went to somebody else, or began again. */
  returnedBy?: string[];
  reassignedBy?: string[];
  reopenedBy?: string[];
  /** Variables that count the same; they win. */
  returns?: string;
  reassignments?: string;
  reopenings?: string;
  /** Variable that names the case which this one repeats. */
  repeats?: string;
  /** Variable of each question's score, where a form asks and no survey is sent: `nps`, `ins`, `ces`, or another. */
  surveys?: { [question: string]: string };
  /** Elements whose completion is the answer of those; else it is the filing. */
  surveyedBy?: string[];
  /** Business calendar in which its activities are timed. */
  calendar?: string;
  /** End events that close a case otherwise than by solving it: `transferred`, `withdrawn`, or another word. */
  closing?: { [element: string]: string };
}

/** By process id. */
export type FactDeclarations = { [process: string]: FactDeclaration };

const LISTS = [
  'filedAt',
  'answeredAt',
  'dueAt',
  'answeredBy',
  'firstResponseBy',
  'escalatedBy',
  'returnedBy',
  'reassignedBy',
  'reopenedBy',
  'surveyedBy',
] as const;
const COUNTED = ['returns', 'reassignments', 'reopenings', 'repeats'] as const;
const NAMES = [...COUNTED, 'calendar'] as const;
const FIELDS: readonly string[] = ['dimensions', 'closing', 'surveys', ...LISTS, ...NAMES];

/** Problems of a whole file; an empty list means that it holds `FactDeclarations`. */
export function checkFactDeclarations(json: Json): MetricProblem[] {
  const problems: MetricProblem[] = [];
  const expect = (holds: boolean, path: string, expected: string, found: Json | undefined) => {
    if (!holds) problems.push({ code: 'FACTS_SHAPE', values: { path, expected, found: shown(found) } });
    return holds;
  };
  if (!expect(isBag(json), '$', 'an object with a name for each process', json)) return problems;
  for (const [process, said] of Object.entries(json as { [name: string]: Json })) {
    if (!isBag(said)) {
      expect(false, process, 'an object', said);
      continue;
    }
    for (const [field, value] of Object.entries(said)) {
      const path = `${process}.${field}`;
      if (!FIELDS.includes(field)) expect(false, path, `one of ${FIELDS.join(', ')}`, field);
      else if (field === 'dimensions') checkDimensions(value, path, expect);
      else if (field === 'closing')
        expect(isBag(value) && Object.values(value).every(isText), path, 'a word for each end event', value);
      else if (field === 'surveys')
        expect(
          isBag(value) && Object.values(value).every(isText),
          path,
          'a variable for each question',
          value,
        );
      else if ((LISTS as readonly string[]).includes(field))
        expect(Array.isArray(value) && value.every(isText), path, 'a list of names', value);
      else expect(isText(value), path, 'a name', value);
    }
    if (said.dimensions === undefined) expect(false, `${process}.dimensions`, 'an object', undefined);
  }
  return problems;
}

type Expect = (holds: boolean, path: string, expected: string, found: Json | undefined) => boolean;

function checkDimensions(value: Json, path: string, expect: Expect): void {
  if (!expect(isBag(value), path, 'an object', value)) return;
  for (const [name, variable] of Object.entries(value as { [name: string]: Json })) {
    const known = (DECLARED_DIMENSIONS as readonly string[]).includes(name);
    expect(known, `${path}.${name}`, `one of ${DECLARED_DIMENSIONS.join(', ')}`, name);
    expect(isText(variable), `${path}.${name}`, 'the name of a variable', variable);
  }
}

/** Variables of which a process' facts are made. */
export function variablesOf(declaration: FactDeclaration): string[] {
  const { dimensions, filedAt = [], answeredAt = [], dueAt = [], surveys = {} } = declaration;
  const counts = COUNTED.map((name) => declaration[name]).filter((name) => name !== undefined);
  const named = [...Object.values(dimensions), ...Object.values(surveys)];
  return [...new Set([...named, ...filedAt, ...answeredAt, ...dueAt, ...counts])];
}
