// Which process, or which global task, a call activity of the drawing names.
import type { SourceNode } from './model.ts';

/**
 * What the drawing says is called: `zeebe:calledElement`, else BPMN's own attribute. That one is a qualified name, and no
 * id has a colon.
 */
export function calledProcess(source: SourceNode): string | undefined {
  const called = source.extension('zeebe:CalledElement');
  const expression = called?.text('processIdExpression');
  const id = called?.text('processId') || (expression && `=${expression.replace(/^=/, '')}`);
  return id || source.text('calledElement')?.replace(/^[^\s:=${}]*:(?=[^\s:]+$)/, '');
}
