// Draws a BPMN diagram in a box, in the page's colors, and says when it cannot.
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

/** Colors are fixed when the viewer is made, so they are read from the tokens then. */
function colors(): { [name: string]: string } {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    defaultFillColor: token('--raised'),
    defaultStrokeColor: token('--ink'),
    defaultLabelColor: token('--ink'),
  };
}

export async function openDiagram(container: HTMLElement, address: string): Promise<NavigatedViewer> {
  const response = await fetch(address, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`Expected the diagram but the server answered ${response.status}.`);
  const viewer = new NavigatedViewer({ container, bpmnRenderer: colors() });
  await viewer.importXML(await response.text());
  viewer.get('canvas').zoom('fit-viewport', 'auto');
  return viewer;
}
