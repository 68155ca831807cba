// The headers that a drawing gives to the worker of a job.
import type { SourceNode } from './model.ts';

/** The headers of a `zeebe:taskHeaders`. */
export function headersIn(source: SourceNode | undefined): { [name: string]: string } {
  const headers: { [name: string]: string } = {};
  for (const header of source?.children('values') ?? []) {
    const key = header.text('key');
    if (key !== undefined) headers[key] = header.text('value') ?? '';
  }
  return headers;
}
