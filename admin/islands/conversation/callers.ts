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

export function offerCallers(field: HTMLTextAreaElement, offering: Offering): void {
  const callers = new Callers(field, offering);
  field.addEventListener('input', () => callers.typed());
  field.addEventListener('blur', () => callers.close());
  field.addEventListener('keydown', (event) => {
    if (callers.pressed(event.key)) event.preventDefault();
  });
}

class Callers {
  private readonly list = document.createElement('ul');
  private readonly told = document.createElement('span');
  private readonly field: HTMLTextAreaElement;
  private readonly offering: Offering;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private chosen = 0;
  private asked = 0;

  constructor(field: HTMLTextAreaElement, offering: Offering) {
    this.field = field;
    this.offering = offering;
    const { list, told } = this;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', '@');
    list.id = `callers-${++made}`;
    list.hidden = true;
    told.className = 'visually-hidden';
    told.setAttribute('role', 'status');
    const box = document.createElement('div');
    box.className = 'callers';
    box.append(list, told);
    field.after(box);
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', list.id);
  }

  typed(): void {
    clearTimeout(this.timer);
    const text = this.word;
    if (text === undefined) return this.close();
    this.timer = setTimeout(() => void this.ask(text).catch(() => this.close()), PAUSE_MS);
  }

  close(): void {
    this.list.hidden = true;
    this.list.replaceChildren();
    this.field.removeAttribute('aria-activedescendant');
  }

  /** Whether the key did something here. */
  pressed(key: string): boolean {
    if (this.list.hidden) return false;
    if (key === 'ArrowDown') this.choose(this.chosen + 1);
    else if (key === 'ArrowUp') this.choose(this.chosen - 1);
    else if (key === 'Enter' || key === 'Tab') this.take(this.options[this.chosen]?.dataset.username ?? '');
    else if (key === 'Escape') this.close();
    else return false;
    return true;
  }

  /** What stands between the @ and the caret. */
  private get word(): string | undefined {
    const { value, selectionStart } = this.field;
    return typing.exec(value.slice(0, selectionStart))?.[1];
  }

  private get options(): HTMLLIElement[] {
    return [...this.list.children] as HTMLLIElement[];
  }

  private async ask(text: string): Promise<void> {
    const mine = ++this.asked;
    const address = new URL(this.offering.from, location.href);
    address.searchParams.set('q', text);
    const response = await fetch(address, { credentials: 'same-origin' });
    if (!response.ok || response.redirected) return this.close();
    const callers = (await response.json()) as Caller[];
    if (mine === this.asked && this.word === text) this.show(callers);
  }

  private show(callers: readonly Caller[]): void {
    const { found, none } = this.offering;
    this.told.textContent = callers.length === 0 ? none : found.replace('{count}', String(callers.length));
    this.list.replaceChildren(...callers.map((caller, index) => this.optionOf(caller, index)));
    this.list.hidden = callers.length === 0;
    if (callers.length > 0) this.choose(0);
  }

  private optionOf({ username, name }: Caller, index: number): HTMLLIElement {
    const option = document.createElement('li');
    option.id = `${this.list.id}-${index}`;
    option.setAttribute('role', 'option');
    option.dataset.username = username;
    const handle = document.createElement('span');
    handle.className = 'quiet small';
    handle.textContent = `@${username}`;
    option.append(name, handle);
    // Before the field loses the focus.
    option.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      this.take(username);
    });
    return option;
  }

  private choose(index: number): void {
    const all = this.options;
    this.chosen = (index + all.length) % all.length;
    for (const [at, option] of all.entries())
      option.setAttribute('aria-selected', String(at === this.chosen));
    this.field.setAttribute('aria-activedescendant', all[this.chosen]?.id ?? '');
    all[this.chosen]?.scrollIntoView({ block: 'nearest' });
  }

  private take(username: string): void {
    const end = this.field.selectionStart;
    this.field.setRangeText(`${username} `, end - (this.word?.length ?? 0), end, 'end');
    this.close();
    this.field.dispatchEvent(new Event('input', { bubbles: true }));
    this.field.focus();
  }
}
