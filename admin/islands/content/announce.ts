// Tells the head of the page which file is open, so that it says whether it is saved and who else is here; Ctrl+S saves at once.
import type { DraftFile } from '../draft/draftFile.ts';

export function announceDraftFile(file: DraftFile): void {
  void customElements.whenDefined('cauce-draft-state').then(() => {
    document.dispatchEvent(new CustomEvent('cauce-draft-open', { detail: file }));
  });
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
    event.preventDefault();
    void file.flush();
  });
}
