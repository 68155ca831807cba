// The replay by keyboard: arrows, Home and End step, the space bar plays, wherever on the page nothing else wants the key.

export interface Moves {
  first(): void;
  previous(): void;
  next(): void;
  last(): void;
  play(): void;
}

const keys: { readonly [key: string]: keyof Moves } = {
  ArrowLeft: 'previous',
  ArrowRight: 'next',
  Home: 'first',
  End: 'last',
  ' ': 'play',
};

/** What has keys of its own keeps them. */
const busy = 'input, select, textarea, button, a, summary, [contenteditable], [tabindex]';

export function listenToKeys(moves: Moves): () => void {
  const listen = (event: KeyboardEvent) => {
    const move = keys[event.key];
    const { target } = event;
    if (!move || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (target instanceof Element && target.closest(busy)) return;
    event.preventDefault();
    moves[move]();
  };
  document.addEventListener('keydown', listen);
  return () => document.removeEventListener('keydown', listen);
}
