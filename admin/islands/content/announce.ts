// Tells the head of the page which file is open, so that it says whether it is saved and who else is here; Ctrl+S saves at once.
import type { DraftFile } from '../draft/draftFile.ts';

/** `before` is told ahead of that: an editor may hold back what was typed last. */
export function announceDraftFile(file: DraftFile, before: () => void = () => undefined): void {
  void customElements.whenDefined('cauce-draft-state').then(() => {
    document.dispatchEvent(new CustomEvent('cauce-draft-open', { detail: file }));
  });
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
    event.preventDefault();
    before();
    void file.flush();
  });
}
