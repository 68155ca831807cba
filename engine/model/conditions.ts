// Conditions of conditional events as expressions; what is written for people only is no condition.
import type { ModdleElement } from 'bpmn-moddle';
import type { EventDefinition } from '../core/model.ts';
import { asExpression, type CheckFeel } from './feel.ts';
import type { Report } from './report.ts';
import { childOf } from './sourceNode.ts';

/** The definition as built, with the condition of `source` in place of its text. Without one, somebody says that it happened. */
export function withCondition(
  built: EventDefinition,
  source: ModdleElement,
  event: ModdleElement,
  { checkFeel, report }: { checkFeel: CheckFeel; report: Report },
): EventDefinition {
  if (built.config.condition === undefined) return built;
  const { condition: _, ...config } = built.config;
  const condition = asExpression(
    childOf(source, 'condition'),
    event,
    checkFeel,
    report,
    'CONDITION_NOT_FEEL',
  );
  return { ...built, config: { ...config, ...(condition !== undefined && { condition }) } };
}
