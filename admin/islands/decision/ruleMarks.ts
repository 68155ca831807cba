// Marks rules in the editor's table. Its rows are drawn again and again, so the marks are rules of style, not classes.

export interface RuleMarks {
  show(ruleIds: readonly string[]): void;
}

export function createRuleMarks(): RuleMarks {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return {
    show(ruleIds) {
      const cells = ruleIds.map((id) => `.dmn-js-parent td.rule-index[data-row-id="${CSS.escape(id)}"]`);
      sheet.replaceSync(
        cells.length === 0 ? '' : `${cells.join()} { box-shadow: inset 4px 0 0 var(--at-risk) !important; }`,
      );
    },
  };
}
