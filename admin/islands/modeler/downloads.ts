// The drawing as a file to keep: BPMN as it stands, or a picture.
import type Modeler from 'bpmn-js/lib/Modeler';
import { part } from '../elements/part.ts';
import type { Say } from '../words/speak.ts';
import { button } from './deskFrame.ts';
import { icon } from './icons.ts';

export function downloads(modeler: Modeler, fileName: string, say: Say): HTMLElement {
  const menu = document.createElement('details');
  menu.className = 'modeler-menu';
  const summary = part('summary', 'modeler-button');
  summary.append(icon('download'));
  summary.title = say('modeler.download');
  summary.setAttribute('aria-label', say('modeler.download'));
  const list = part('div', 'modeler-menu-list');
  const bare = fileName.replace(/\.(bpmn|bpmn20\.xml|xml)$/i, '').replaceAll('/', '-');
  const choose = (label: string, act: () => Promise<void>) =>
    list.append(
      button(label, () => {
        menu.open = false;
        void act();
      }),
    );
  choose(say('modeler.downloadBpmn'), async () => {
    const { xml } = await modeler.saveXML({ format: true });
    offer(`${bare}.bpmn`, 'application/xml', xml);
  });
  choose(say('modeler.downloadSvg'), async () => {
    const { svg } = await modeler.saveSVG();
    offer(`${bare}.svg`, 'image/svg+xml', onPaper(svg));
  });
  menu.append(summary, list);
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && menu.contains(relatedTarget))) menu.open = false;
  });
  menu.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    menu.open = false;
    summary.focus();
  });
  return menu;
}

/** Outside of the page there are no tokens: a picture is dark on white, whatever the page is. */
export function onPaper(svg: string): string {
  return svg.replaceAll('var(--raised)', '#ffffff').replaceAll('var(--ink)', '#1d2327');
}

function offer(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
