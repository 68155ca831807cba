// Colours and glyphs on paper: always the light ones, and only signs that every reader of documents can show.
import type { Cell } from '../report.ts';

/** The tokens of the light, as the pages have them. */
export const paperColors: { readonly [token: string]: string } = {
  paper: '#ffffff',
  raised: '#ffffff',
  line: '#e4e1da',
  edge: '#8a857a',
  ink: '#1d2327',
  quiet: '#5b656d',
  cauce: '#0b6e75',
  'on-cauce': '#ffffff',
  wash: '#edf4f3',
  'overdue-wash': '#fbeceb',
  'on-time': '#2e7d4f',
  'at-risk': '#985a00',
  overdue: '#b3261e',
  paused: '#6b5fa7',
};

const stateColors: { readonly [state in NonNullable<Cell['state']>]: string } = {
  onTime: 'on-time',
  atRisk: 'at-risk',
  overdue: 'overdue',
  none: 'quiet',
};

export const colorOf = (token: string): string => paperColors[token] ?? '#000000';
export const stateColor = (state: Cell['state']): string => colorOf(state ? stateColors[state] : 'ink');

export function onPaper(svg: string): string {
  return svg.replace(/var\(--([\w-]+)\)/g, (_, token: string) => colorOf(token));
}

/** The fonts that every reader has know Latin letters, not arrows and mathematics. */
export function plainText(text: string): string {
  return text
    .replaceAll('\u2212', '\u2013')
    .replace(/▲ ?/g, '+ ')
    .replace(/▼ ?/g, '\u2013 ')
    .replaceAll('≥', '>=')
    .replaceAll('≤', '<=')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replaceAll('→', '-');
}
