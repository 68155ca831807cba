// Tells the head of the page which file is open, so that it says whether it is saved and who else is here.
import type { DraftFile } from '../draft/draftFile.ts';

export function announceDraftFile(file: DraftFile): void {
  void customElements.whenDefined('cauce-draft-state').then(() => {
    document.dispatchEvent(new CustomEvent('cauce-draft-open', { detail: file }));
  });
}
