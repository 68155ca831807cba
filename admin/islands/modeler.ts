// The modeler of a draft's drawing: on a wide screen bpmn-js with all around it, on a telephone the drawing to look at.
import { openingsOf } from './modeler/opening.ts';
import { tellFailed } from './words/tellFailed.ts';

/** Below this, nobody draws. */
const DRAWING_WIDTH = '(min-width: 48rem)';

class DraftModeler extends HTMLElement {
  connectedCallback(): void {
    if (this.dataset.opened === 'yes') return;
    this.dataset.opened = 'yes';
    const opening = openingsOf(this);
    const opened = matchMedia(DRAWING_WIDTH).matches
      ? import('./modeler/openDesk.ts').then(({ openDesk }) => openDesk(opening))
      : import('./modeler/openSmall.ts').then(({ openSmall }) => openSmall(opening));
    opened.catch(tellFailed(this, 'modeler-failed'));
  }
}

customElements.define('cauce-modeler', DraftModeler);
