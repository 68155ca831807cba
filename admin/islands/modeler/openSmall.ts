// On a telephone the drawing is there to look at: dragged, zoomed, with a sentence on where it is edited.
import '../../styles/modeler.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { showWhole } from '../diagram/look.ts';
import { zoomButtons } from '../diagram/zoomButtons.ts';
import { readDraftFile } from '../draft/draftServer.ts';
import { part } from '../elements/part.ts';
import { drawingColors } from './drawingColors.ts';
import { sizeOf } from './drawingSize.ts';
import { modelerWords } from './modelerWords.ts';
import type { Opening } from './opening.ts';

export async function openSmall(opening: Opening): Promise<void> {
  const { host, lang } = opening;
  const [say, file] = await Promise.all([modelerWords(lang), readDraftFile(opening)]);
  const notice = part('p', 'modeler-small quiet', say('modeler.small'));
  const canvas = part('div', 'modeler-canvas');
  canvas.setAttribute('role', 'group');
  canvas.setAttribute('aria-label', say('modeler.canvas'));
  host.replaceChildren(notice, canvas);
  const text = file?.text ?? '';
  if (sizeOf(text).judged !== 'usual') {
    notice.textContent = say('modeler.smallTooLarge');
    return;
  }
  const viewer = new NavigatedViewer({ container: canvas, bpmnRenderer: drawingColors });
  try {
    await viewer.importXML(text);
  } catch (problem) {
    console.warn(problem);
    notice.textContent = say('modeler.unread');
    return;
  }
  showWhole(viewer);
  const words = {
    nearer: say('modeler.nearer'),
    farther: say('modeler.farther'),
    whole: say('modeler.whole'),
  };
  canvas.append(zoomButtons(viewer, words));
  host.dataset.ready = 'yes';
}
