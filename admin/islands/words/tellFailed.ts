// What an island says where it could not open what it shows: the sentence that its page gave it.

/** `look`: the sentence's classes. */
export function tellFailed(
  island: HTMLElement,
  look: 'modeler-failed' | 'notice wrong' | 'quiet',
): (problem: unknown) => void {
  return (problem) => {
    console.error(problem);
    const sentence = document.createElement('p');
    sentence.className = look;
    if (look !== 'quiet') sentence.setAttribute('role', 'alert');
    sentence.textContent = island.dataset.failed ?? island.getAttribute('failed');
    // A notice stands below the heading that the page gave its editor.
    if (look === 'notice wrong') island.append(sentence);
    else island.replaceChildren(sentence);
  };
}
