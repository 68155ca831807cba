// Forms in form-js JSON: read at deployment, rendered on the server, and judged on the server by the same schema.
export type { CheckFeel } from './attributes.ts';
export type { SubmittedFile } from './documents.ts';
export type { Evaluate, FileLimits } from './fields/field.ts';
export {
  type GatewayQuestion,
  type GenerateRequest,
  generateForm,
  type ReadVariable,
  withQuestions,
} from './generate.ts';
export { renderMarkdown } from './markdown.ts';
export { catalogs, type Locale } from './messages/messages.ts';
export { formProblemTexts, renderFormProblem } from './problemTexts.ts';
export { type ReadForm, readForm } from './read.ts';
export { type RenderRequest, renderForm } from './render.ts';
export type { Component, ComponentOf, FieldType, FormSchema } from './schema.ts';
export {
  parseSubmission,
  type SubmissionRequest,
  type SubmissionResult,
  type VariablesRequest,
  validateVariables,
} from './submission.ts';
export type { FieldError, FieldErrors } from './validate.ts';
