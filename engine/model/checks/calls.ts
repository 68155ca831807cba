// Call activities whose process lies in the same file and cannot be called: nothing in it begins without an event.
import { type ProcessModel, startsWhenCalled } from '../../core/index.ts';
import type { Report } from '../report.ts';

export function checkCalls(models: ProcessModel[], report: Report): void {
  const byId = new Map(models.map((model) => [model.id, model]));
  for (const { id: elementId, type, config } of models.flatMap(({ elements }) => elements)) {
    const called = type === 'callActivity' ? byId.get(String(config.processId)) : undefined;
    if (called && !startsWhenCalled(called))
      report.error('CALL_WITHOUT_START', { process: called.id }, { elementId });
  }
}
