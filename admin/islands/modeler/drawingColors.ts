// The colors of drawings: they follow the tokens, and with them light and dark, without being drawn anew.

export const drawingColors = {
  defaultFillColor: 'var(--raised)',
  defaultStrokeColor: 'var(--ink)',
  defaultLabelColor: 'var(--ink)',
};
