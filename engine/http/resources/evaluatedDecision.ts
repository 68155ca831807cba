// One evaluated decision as the API shows it: inputs, matched rules and output, values as JSON text.
import { z } from 'zod';
import type { DecisionRecord } from '../../core/ports.ts';
import { keyShape } from '../shapes.ts';

const matchedRuleShape = z.object({
  ruleId: z.string(),
  ruleIndex: z.number(),
  evaluatedOutputs: z.array(
    z.object({
      outputId: z.string(),
      outputName: z.string(),
      outputValue: z.string(),
      ruleId: z.string().nullable(),
      ruleIndex: z.number().nullable(),
    }),
  ),
});

export const evaluatedDecisionShape = z.object({
  decisionDefinitionId: z.string(),
  decisionDefinitionName: z.string(),
  decisionDefinitionVersion: z.number(),
  decisionDefinitionType: z.string(),
  output: z.string(),
  tenantId: z.string(),
  matchedRules: z.array(matchedRuleShape),
  evaluatedInputs: z.array(z.object({ inputId: z.string(), inputName: z.string(), inputValue: z.string() })),
  decisionDefinitionKey: keyShape,
  decisionEvaluationInstanceKey: z.string(),
});

interface Definition {
  decisionDefinitionKey: string;
  version: number;
  tenantId: string;
}

function matchedRule(
  matched: DecisionRecord['matched'][number],
  index: number,
): z.input<typeof matchedRuleShape> {
  const number = Number(matched.rule);
  const ruleIndex = Number.isInteger(number) && number > 0 ? number : index + 1;
  const evaluatedOutputs = Object.entries(matched.outputs).map(([name, value]) => ({
    outputId: name,
    outputName: name,
    outputValue: JSON.stringify(value),
    ruleId: matched.rule,
    ruleIndex,
  }));
  return { ruleId: matched.rule, ruleIndex, evaluatedOutputs };
}

export function evaluatedDecision(
  record: DecisionRecord,
  definition: Definition,
  instanceKey: string,
): z.input<typeof evaluatedDecisionShape> {
  return {
    decisionDefinitionId: record.decisionId,
    decisionDefinitionName: record.decisionName,
    decisionDefinitionVersion: definition.version,
    decisionDefinitionType: 'DECISION_TABLE',
    output: JSON.stringify(record.result),
    tenantId: definition.tenantId,
    matchedRules: record.matched.map(matchedRule),
    evaluatedInputs: record.inputs.map(({ name, value }) => ({
      inputId: name,
      inputName: name,
      inputValue: JSON.stringify(value),
    })),
    decisionDefinitionKey: definition.decisionDefinitionKey,
    decisionEvaluationInstanceKey: instanceKey,
  };
}
