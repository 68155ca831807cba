// What a process test asserts of decisions that were evaluated.
import { type Check, otherwise } from './assertions.ts';
import { same } from './same.ts';
import { nothing, selectorIn } from './select.ts';

export const decisionIs: Check = (rehearsal, given) => {
  const selector = selectorIn(given, 'decisionSelector');
  const { decisionDefinitionId: id, decisionDefinitionName: name } = selector;
  const found = rehearsal.decisions.findLast(
    (each) =>
      (id === undefined || each.decisionId === id) && (name === undefined || each.decisionName === name),
  );
  if (!found)
    return nothing(
      'evaluated decision',
      selector,
      rehearsal.decisions.map(({ decisionId }) => decisionId),
    );
  const subject = `decision ${found.decisionId}`;
  if (given.output !== undefined && !same(found.result, given.output))
    return otherwise(subject, given.output, found.result);
  const rules = found.matched.map(({ rule }) => rehearsal.ruleNumber(found.decisionId, rule));
  const matched = (given.matchedRules as number[] | undefined) ?? [];
  const unmatched = (given.notMatchedRules as number[] | undefined) ?? [];
  if (matched.some((each) => !rules.includes(each)))
    return otherwise(`${subject}, matchedRules`, matched, rules);
  if (unmatched.some((each) => rules.includes(each)))
    return otherwise(`${subject}, notMatchedRules`, unmatched, rules);
  if (given.noMatchedRules === true && rules.length > 0)
    return otherwise(`${subject}, noMatchedRules`, true, rules);
  return undefined;
};
