// A mail template as it stands in its editor, filled with sample values: what somebody would get.
import { type Json, readMailTemplate, renderMail, type Variables } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { type ProblemView, problemViews } from './problemViews.ts';

export interface MailPreview {
  problems: ProblemView[];
  /** Names that the template uses, in alphabetical order; empty where it cannot be read. */
  names: string[];
  subject?: string;
  text?: string;
}

export function mailPreview(visit: Visit, template: string, samples: string): MailPreview {
  const read = readMailTemplate(template);
  if ('problem' in read) return { names: [], problems: problemsOf(visit, read.problem) };
  const names = [...read.names].sort((a, b) => a.localeCompare(b, 'es'));
  const rendered = renderMail(read, variablesIn(samples), visit.options.timeZone);
  if ('problem' in rendered) return { names, problems: problemsOf(visit, rendered.problem) };
  return { names, problems: [], subject: rendered.subject, text: rendered.text };
}

function problemsOf(visit: Visit, { code, values }: { code: string; values: Variables }): ProblemView[] {
  return problemViews(visit, [{ severity: 'error', code, values }]);
}

/** What is no object has no values. */
function variablesIn(text: string): Variables {
  try {
    const json = JSON.parse(text) as Json;
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {};
  } catch {
    return {};
  }
}
