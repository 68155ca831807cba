// The little pictures of the bar, drawn with one stroke in the color of the text.

const paths = {
  undo: 'M6 4 3 7l3 3M3 7h6.5a3.5 3.5 0 0 1 0 7H7',
  redo: 'm10 4 3 3-3 3m3-3H6.5a3.5 3.5 0 0 0 0 7H9',
  nearer: 'M8 3v10M3 8h10',
  farther: 'M3 8h10',
  whole: 'M3 6V3h3m4 0h3v3m0 4v3h-3m-4 0H3v-3',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Zm3.3 7.8L14 14',
  outline: 'M2.5 4h3m-3 4h3m-3 4h3M8 4h5.5M8 8h5.5M8 12h5.5',
  grid: 'M3 3h10v10H3ZM3 8h10M8 3v10',
  minimap: 'M2.5 3.5h11v9h-11ZM8 8.5h4v2.5H8Z',
  arrange: 'M2.5 3h4v3.5h-4ZM9.5 3h4v3.5h-4ZM9.5 9.5h4V13h-4ZM6.5 4.75h3M11.5 6.5v3M9.5 11.25h-5V6.5',
  panel: 'M2.5 3h11v10h-11ZM9.5 3v10',
  download: 'M8 2.5V10m-3-3 3 3 3-3M3 13h10',
  help: 'M5.8 6a2.2 2.2 0 1 1 3.4 1.9c-.8.5-1.2.9-1.2 1.8M8 12.3v.4',
} as const;

export type IconName = keyof typeof paths;

export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}
