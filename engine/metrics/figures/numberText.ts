// Numbers as a spreadsheet of either language writes them, without guessing: thousands are not separated.

/** `82.4`, `82,4`, `-5`, `15500000`; `1.500` is one and a half. Undefined for `1.234.567`, `1,234.5`, `12 %`, nothing. */
export function numberIn(text: string): number | undefined {
  if (!/^[+-]?\d{1,15}([.,]\d{1,6})?$/.test(text)) return undefined;
  return Number(text.replace(',', '.')) + 0;
}
