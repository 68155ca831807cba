// Asks for the receipt of a request that was filed: the same request, posted by the page itself, has the same answer.

const nameOf = (place: string): string => `cauce-filed ${place}`;

/** What was filed from this form in this tab. */
export function filedHere(place: string): string | undefined {
  try {
    return sessionStorage.getItem(nameOf(place)) ?? undefined;
  } catch {
    return undefined;
  }
}

export function forgetFiled(place: string): void {
  try {
    sessionStorage.removeItem(nameOf(place));
  } catch {
    // Nothing was kept.
  }
}

export function askReceipt(form: HTMLFormElement, place: string, request: string): void {
  try {
    sessionStorage.setItem(nameOf(place), request);
  } catch {
    // Going back then shows an empty form.
  }
  const asking = document.createElement('form');
  asking.method = 'post';
  asking.action = form.action;
  asking.enctype = 'multipart/form-data';
  asking.append(hidden('_request', request));
  const csrf = form.elements.namedItem('_csrf');
  if (csrf instanceof HTMLInputElement) asking.append(hidden('_csrf', csrf.value));
  document.body.append(asking);
  asking.submit();
}

function hidden(name: string, value: string): HTMLInputElement {
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = name;
  field.value = value;
  return field;
}
