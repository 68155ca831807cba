// Offers people by name while somebody types after an @; arrows choose, Enter takes, Escape leaves the text as it is.

interface Caller {
  username: string;
  name: string;
}

export interface Offering {
  /** Address that answers whom one may call. */
  from: string;
  /** How many there are, with `{count}`. */
  found: string;
  none: string;
}

const typing = /(?:^|[^\p{L}\p{N}_@.+-])@([\p{L}\p{N}_.+-]{0,40})$/u;
const PAUSE_MS = 120;
let made = 0;

export function offerCallers(field: HTMLTextAreaElement, { from, found, none }: Offering): void {
  const list = document.createElement('ul');
  list.setAttribute('role', 'listbox');
  list.id = `callers-${++made}`;
  list.setAttribute('aria-label', '@');
  list.hidden = true;
  const told = document.createElement('span');
  told.className = 'visually-hidden';
  told.setAttribute('role', 'status');
  const box = document.createElement('div');
  box.className = 'callers';
  box.append(list, told);
  field.after(box);
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', list.id);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let chosen = 0;
  let asked = 0;

  const word = (): string | undefined => typing.exec(field.value.slice(0, field.selectionStart))?.[1];
  const options = (): HTMLLIElement[] => [...list.children] as HTMLLIElement[];

  function close(): void {
    list.hidden = true;
    list.replaceChildren();
    field.removeAttribute('aria-activedescendant');
  }

  function choose(index: number): void {
    const all = options();
    chosen = (index + all.length) % all.length;
    for (const [at, option] of all.entries()) option.setAttribute('aria-selected', String(at === chosen));
    field.setAttribute('aria-activedescendant', all[chosen]?.id ?? '');
    all[chosen]?.scrollIntoView({ block: 'nearest' });
  }

  function take(username: string): void {
    const end = field.selectionStart;
    const start = end - (word()?.length ?? 0);
    field.setRangeText(`${username} `, start, end, 'end');
    close();
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
  }

  function show(callers: readonly Caller[]): void {
    told.textContent = callers.length === 0 ? none : found.replace('{count}', String(callers.length));
    list.replaceChildren(
      ...callers.map(({ username, name }, index) => {
        const option = document.createElement('li');
        option.id = `${list.id}-${index}`;
        option.setAttribute('role', 'option');
        option.dataset.username = username;
        const handle = document.createElement('span');
        handle.className = 'quiet small';
        handle.textContent = `@${username}`;
        option.append(name, handle);
        // Before the field loses the focus.
        option.addEventListener('pointerdown', (event) => {
          event.preventDefault();
          take(username);
        });
        return option;
      }),
    );
    list.hidden = callers.length === 0;
    if (callers.length > 0) choose(0);
  }

  async function ask(text: string): Promise<void> {
    const mine = ++asked;
    const address = new URL(from, location.href);
    address.searchParams.set('q', text);
    const response = await fetch(address, { credentials: 'same-origin' });
    if (!response.ok || response.redirected) return close();
    const callers = (await response.json()) as Caller[];
    if (mine === asked && word() === text) show(callers);
  }

  field.addEventListener('input', () => {
    clearTimeout(timer);
    const text = word();
    if (text === undefined) return close();
    timer = setTimeout(() => void ask(text).catch(close), PAUSE_MS);
  });
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    if (event.key === 'ArrowDown') choose(chosen + 1);
    else if (event.key === 'ArrowUp') choose(chosen - 1);
    else if (event.key === 'Enter' || event.key === 'Tab') take(options()[chosen]?.dataset.username ?? '');
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  });
}
