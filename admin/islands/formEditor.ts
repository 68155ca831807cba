// The editor of a draft's form: fields to arrange and the form as people will have it; on a telephone, the form alone.
import '../styles/modeler.css';
import '../styles/formEditor.css';
import { openingsOf } from './modeler/opening.ts';
import { tellFailed } from './words/tellFailed.ts';

/** Below this, nobody arranges fields. */
const EDITING_WIDTH = '(min-width: 48rem)';

class FormEditorElement extends HTMLElement {
  connectedCallback(): void {
    if (this.dataset.opened === 'yes') return;
    this.dataset.opened = 'yes';
    import('./formEditor/openForm.ts')
      .then(({ openForm }) => openForm(openingsOf(this), matchMedia(EDITING_WIDTH).matches))
      .catch(tellFailed(this, 'modeler-failed'));
  }
}

customElements.define('cauce-form-editor', FormEditorElement);
