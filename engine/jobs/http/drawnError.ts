// What a drawing says of a call that went wrong: `errorExpression` gives an error that it catches, or lets the case go on.
import type { Json, Variables } from '../../core/json.ts';
import type { ActivatedJobLike, ConnectorServices, JobOutcome } from '../connector.ts';
import { problemMessage } from '../problemMessage.ts';
import type { JobProblem } from '../problems.ts';
import { isContext } from './httpRequest.ts';

/** The answer as expressions see it; all null where none came. */
export type SeenAnswer = { response: Json; status: Json; body: Json };

export const NO_ANSWER: SeenAnswer = { response: null, status: null, body: null };

/**
 * A context with a `code` is a BPMN error; one whose `errorType` is `ignoreError` completes the step with its
 * `variables`; anything else leaves it to whoever asked. `problem`: what the step fails with now; none while it will
 * be tried again.
 */
export async function drawnError(
  { headers, definitionKey, variables }: ActivatedJobLike,
  services: ConnectorServices,
  answer: SeenAnswer,
  problem: JobProblem | undefined,
): Promise<JobOutcome | undefined> {
  const expression = headers.errorExpression?.replace(/^=/, '');
  if (!expression) return undefined;
  const error = problem ? { code: problem.code, message: problemMessage(problem) } : null;
  const said = await services.evaluate(definitionKey, expression, { ...variables, ...answer, error });
  if (!isContext(said)) return undefined;
  const { code, message, errorType } = said;
  const given: Variables = isContext(said.variables) ? said.variables : {};
  if (errorType === 'ignoreError') return { variables: given };
  if (code === undefined || code === null) return undefined;
  const because = typeof message === 'string' ? { message } : {};
  return { bpmnError: { code: String(code), ...because, variables: given } };
}
