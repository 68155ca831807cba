// Tells the others that somebody is at a draft's page.
import { openPresence } from './draft/draftPresence.ts';

class DraftPage extends HTMLElement {
  connectedCallback(): void {
    const { base = '', draft = '', csrf = '' } = this.dataset;
    openPresence({ base, draftKey: draft, fileName: '', csrf }, () => undefined);
  }
}

customElements.define('cauce-draft-page', DraftPage);
