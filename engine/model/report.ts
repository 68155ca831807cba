// Collects the problems of one resource, each with the element it is about.
import type { ModdleElement } from 'bpmn-moddle';
import type { Json } from '../core/json.ts';
import type { Problem } from '../core/problem.ts';
import { plainText, textOf } from './sourceNode.ts';

type Values = { [name: string]: Json };

/** Where a problem is, when the library made no element of what stands there. */
export type Place = { elementId?: string; elementName?: string };

export interface Report {
  readonly problems: Problem[];
  /** Execution would be undefined: nothing is deployed. */
  error(code: string, values?: Values, element?: ModdleElement | Place): void;
  /** Deploys, but somebody should know. */
  warn(code: string, values?: Values, element?: ModdleElement): void;
}

/** More problems than a person reads help nobody, and a hostile file can hold 100,000. */
const MOST_PROBLEMS = 500;

export function reportOn(resource: string): Report {
  const problems: Problem[] = [];
  function add(
    severity: Problem['severity'],
    code: string,
    values: Values,
    element?: ModdleElement | Place,
  ): void {
    if (problems.length > MOST_PROBLEMS) return;
    if (problems.length === MOST_PROBLEMS) {
      problems.push({
        severity: 'error',
        code: 'TOO_MANY_PROBLEMS',
        resource,
        values: { limit: MOST_PROBLEMS },
      });
      return;
    }
    problems.push({ severity, code, resource, ...placeOf(element), values });
  }
  return {
    problems,
    error: (code, values = {}, element) => add('error', code, values, element),
    warn: (code, values = {}, element) => add('warning', code, values, element),
  };
}

/** Parts of an element that the drawing does not show by themselves, though they may have an id. */
const DETAIL =
  /(^bpmn:Definitions|EventDefinition|LoopCharacteristics|Expression|LaneSet|Specification|zeebe:\w+|cauce:\w+)$/;

function placeOf(element: ModdleElement | Place | undefined): Place {
  return element && !('$type' in element) ? element : about(element);
}

/** The nearest element that a person can find on the drawing: itself, or the one that holds it. */
function about(element: ModdleElement | undefined): Place {
  for (let at = element; at; at = at.$parent) {
    const elementId = textOf(at, 'id');
    if (elementId === undefined || DETAIL.test(at.$type)) continue;
    const name = plainText(textOf(at, 'name') ?? '');
    return name === '' ? { elementId } : { elementId, elementName: name };
  }
  return {};
}
