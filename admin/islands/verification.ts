// How far a verification is, check by check, asked of the server until it is done; then the page says what was found.
const EVERY = 600;

interface Progress {
  done: boolean;
  checks: { id: string; state: string; text: string }[];
}

class VerificationProgress extends HTMLElement {
  private timer: number | undefined;

  connectedCallback(): void {
    void this.follow();
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.timer);
  }

  private async follow(): Promise<void> {
    const progress = await ask(this.dataset.src ?? '');
    if (progress?.done) {
      location.reload();
      return;
    }
    for (const { id, state, text } of progress?.checks ?? []) {
      const line = this.querySelector<HTMLElement>(`[data-check="${id}"]`);
      const words = line?.querySelector('span');
      if (!line || !words) continue;
      line.dataset.state = state;
      words.textContent = text;
    }
    this.timer = window.setTimeout(() => void this.follow(), EVERY);
  }
}

/** Undefined where the server is away for a moment. */
async function ask(address: string): Promise<Progress | undefined> {
  try {
    const response = await fetch(address, { credentials: 'same-origin' });
    return response.ok ? ((await response.json()) as Progress) : undefined;
  } catch {
    return undefined;
  }
}

customElements.define('cauce-verification', VerificationProgress);
