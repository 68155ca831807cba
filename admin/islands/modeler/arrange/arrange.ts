// The button that draws anew what is open: in a thread of its own, said while it goes on, and left alone when one draws on.
import type Modeler from 'bpmn-js/lib/Modeler';
import type { Say } from '../../words/speak.ts';
import { startWorker } from '../../worker/startWorker.ts';
import { showAll } from '../showAll.ts';
import { placeAll } from './placeAll.ts';
import type { ArrangeReply, ArrangeRequest } from './places.ts';

interface Around {
  button: HTMLButtonElement;
  fileName: string;
  say: Say;
  /** What becomes of it, in words beside the button. */
  tell(text: string): void;
}

const PATIENCE_MS = 60_000;

export async function arrange(modeler: Modeler, { button, fileName, say, tell }: Around): Promise<void> {
  if (button.getAttribute('aria-busy') === 'true') return;
  button.setAttribute('aria-busy', 'true');
  tell(say('modeler.arranging'));
  let isOvertaken = false;
  const overtaken = () => {
    isOvertaken = true;
  };
  try {
    const { xml } = await modeler.saveXML({ format: false });
    modeler.on('commandStack.changed', overtaken);
    const places = await asked({ xml, fileName });
    if (isOvertaken) return tell(say('modeler.arrangeOvertaken'));
    if (!places) return tell(say('modeler.arrangeFailed'));
    placeAll(modeler, places);
    showAll(modeler);
    tell(say('modeler.arranged'));
  } catch {
    tell(say('modeler.arrangeFailed'));
  } finally {
    modeler.get('eventBus').off('commandStack.changed', overtaken);
    button.removeAttribute('aria-busy');
  }
}

function asked(request: ArrangeRequest): Promise<ArrangeReply> {
  return new Promise((resolve) => {
    const worker = startWorker('arrange');
    const end = (reply: ArrangeReply) => {
      clearTimeout(watch);
      worker.terminate();
      resolve(reply);
    };
    const watch = setTimeout(() => end(undefined), PATIENCE_MS);
    worker.onmessage = ({ data }: MessageEvent<ArrangeReply>) => end(data);
    worker.onerror = () => end(undefined);
    worker.postMessage(request);
  });
}
