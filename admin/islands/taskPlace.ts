// "You are here": the drawing with the task's place, what was done before it and what else is open; fetched when it is opened.
import { tellFailed } from './words/tellFailed.ts';

class TaskPlace extends HTMLElement {
  private isOpened = false;

  connectedCallback(): void {
    const details = this.closest('details');
    if (!details) return;
    const show = () => {
      if (!details.open || this.isOpened) return;
      this.isOpened = true;
      import('./taskPlace/showPlace.ts')
        .then(({ showPlace }) => showPlace(this))
        .catch(tellFailed(this, 'quiet'));
    };
    details.addEventListener('toggle', show);
    show();
  }
}

customElements.define('cauce-place', TaskPlace);
