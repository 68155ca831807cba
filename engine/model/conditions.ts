// Conditions of conditional events and complex gateways as expressions; what is written for people only is no condition.
import type { ModdleElement } from 'bpmn-moddle';
import type { ElementModel, EventDefinition } from '../core/model.ts';
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

/** The activation condition of a complex gateway, in place of its text. */
export function readActivation(
  element: ElementModel,
  source: ModdleElement,
  { checkFeel, report }: { checkFeel: CheckFeel; report: Report },
): void {
  if (element.config.activationCondition === undefined) return;
  const holder = childOf(source, 'activationCondition');
  const condition = asExpression(holder, source, checkFeel, report, 'CONDITION_NOT_FEEL');
  const { activationCondition: _, ...config } = element.config;
  element.config = condition === undefined ? config : { ...config, activationCondition: condition };
}
