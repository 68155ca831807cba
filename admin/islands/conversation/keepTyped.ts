// Keeps what is being typed in the tab until it was posted: a closed session or a reload loses nothing.

const PREFIX = 'cauce-note';

/** By person: whoever signs in after somebody else finds nothing of theirs. */
export function keepTyped(field: HTMLTextAreaElement, who: string): void {
  const place = `${PREFIX} ${who} ${location.pathname}`;
  const key = `${place} ${field.name}`;
  if (new URLSearchParams(location.search).has('dicho')) forget(place);
  const kept = sessionStorage.getItem(key);
  if (field.value === '' && kept !== null) field.value = kept;
  field.addEventListener('input', () => {
    if (field.value === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, field.value);
  });
}

/** One of the page's fields was posted; the page comes back with the others as they were sent along. */
function forget(place: string): void {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(`${place} `)) sessionStorage.removeItem(key);
}
