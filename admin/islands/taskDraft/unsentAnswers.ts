// What was typed and no server has yet, kept in this window alone: a page that is loaded again brings it back.

const nameOf = (address: string): string => `cauce:answers:${address}`;

/** A browser that keeps nothing is no reason to stop anybody from working. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

export function keepUnsent(address: string, body: FormData): void {
  const texts = [...body].filter(([name]) => name !== '_csrf');
  quietly(() => sessionStorage.setItem(nameOf(address), JSON.stringify(texts)));
}

export function forgetUnsent(address: string): void {
  quietly(() => sessionStorage.removeItem(nameOf(address)));
}

/** Sends them to their form, which lays them over what is stored and shows both. True: the page goes away. */
export function bringBack(address: string, form: HTMLFormElement): boolean {
  const found: unknown = quietly(() => JSON.parse(sessionStorage.getItem(nameOf(address)) ?? 'null'));
  forgetUnsent(address);
  if (!Array.isArray(found) || found.length === 0) return false;
  const again = document.createElement('form');
  again.method = 'post';
  again.action = form.action;
  again.enctype = 'multipart/form-data';
  again.hidden = true;
  const token = form.querySelector<HTMLInputElement>('input[name="_csrf"]')?.value ?? '';
  const own: [string, string][] = [
    ['_csrf', token],
    ['_form', 'refresh'],
    ['_kept', '1'],
  ];
  const texts = found.filter((one): one is [string, string] => Array.isArray(one) && one.length === 2);
  for (const [name, value] of [...texts.filter(([name]) => name !== '_form'), ...own]) {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = String(value);
    again.append(field);
  }
  document.body.append(again);
  again.submit();
  return true;
}
