// The complaints about uploaded files, each with where it is and what to do.
import { type Problem, problemTextOf } from '../engine.ts';
import type { Visit } from '../visit.ts';

export function problemViews(visit: Visit, problems: Problem[]) {
  return problems.map((problem) => ({
    code: problem.code,
    severity: visit.t(`severity.${problem.severity}`),
    stateClass: problem.severity === 'error' ? 'overdue' : 'atRisk',
    words: problemTextOf(problem, visit.lang),
    place: [problem.resource, problem.elementName, problem.elementId].filter(Boolean).join(' · '),
  }));
}
