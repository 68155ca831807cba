// The shown step and the marked one stand in the address and in the page's form: a link, a reload or the way back shows the
// same instant.

/** Browsers allow few changes of an address in a short time; nobody copies it while the steps run. */
const REST_MS = 250;

export function keepAddress(): (step: number, marked: number | undefined) => void {
  let timer: number | undefined;
  return (step, marked) => {
    fieldOf('paso', String(step));
    fieldOf('con', marked === undefined ? '' : String(marked));
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      const address = new URL(location.href);
      address.searchParams.delete('lote');
      address.searchParams.set('paso', String(step));
      if (marked === undefined) address.searchParams.delete('con');
      else address.searchParams.set('con', String(marked));
      history.replaceState(history.state, '', address);
    }, REST_MS);
  };
}

function fieldOf(name: string, value: string): void {
  const field = document.querySelector<HTMLInputElement>(`#replay-form input[name="${name}"]`);
  // Who is typing in it is not disturbed.
  if (field && field !== document.activeElement) field.value = value;
}

/** A number typed into the form acts at once. */
export function followForm(goTo: (step: number) => void, mark: (step: number | undefined) => void): void {
  const form = document.getElementById('replay-form');
  form?.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const number = target.value === '' ? undefined : Number(target.value);
    if (target.name === 'paso' && number !== undefined) goTo(number);
    if (target.name === 'con') mark(number);
  });
}
