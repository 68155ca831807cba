// The editor of a draft's form: fields to arrange and the form as people will have it; on a telephone, the form alone.
import '../styles/modeler.css';
import '../styles/formEditor.css';
import { openingsOf } from './modeler/opening.ts';

/** Below this, nobody arranges fields. */
const EDITING_WIDTH = '(min-width: 48rem)';

class FormEditorElement extends HTMLElement {
  connectedCallback(): void {
    if (this.dataset.opened === 'yes') return;
    this.dataset.opened = 'yes';
    import('./formEditor/openForm.ts')
      .then(({ openForm }) => openForm(openingsOf(this), matchMedia(EDITING_WIDTH).matches))
      .catch((problem: unknown) => {
        console.error(problem);
        const sentence = document.createElement('p');
        sentence.className = 'modeler-failed';
        sentence.setAttribute('role', 'alert');
        sentence.textContent = this.dataset.failed ?? '';
        this.replaceChildren(sentence);
      });
  }
}

customElements.define('cauce-form-editor', FormEditorElement);
