// How far a count or a run is, asked of the server until it is done; then the page says the rest.
import { pageLanguage, type Say, speak } from './words/speak.ts';

const EVERY = 1_000;

interface Progress {
  done: boolean;
  seen: number;
  total: number;
}

class MigrationProgress extends HTMLElement {
  private timer: number | undefined;

  connectedCallback(): void {
    void words().then((say) => this.follow(say));
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.timer);
  }

  private async follow(say: Say): Promise<void> {
    const progress = await ask(this.dataset.src ?? '');
    if (progress?.done) {
      location.reload();
      return;
    }
    if (progress)
      this.tell(say('migration.progress', { done: progress.seen, total: progress.total }), progress);
    this.timer = window.setTimeout(() => void this.follow(say), EVERY);
  }

  private tell(text: string, { seen, total }: Progress): void {
    const status = this.querySelector('[role=status]');
    if (status && status.textContent !== text) status.textContent = text;
    const bar = this.querySelector('progress');
    if (bar) Object.assign(bar, { max: Math.max(1, total), value: seen });
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

async function words(): Promise<Say> {
  const part =
    pageLanguage() === 'en'
      ? await import('../locales/migration/en.json')
      : await import('../locales/migration/es.json');
  return speak(part.default);
}

customElements.define('cauce-migration-progress', MigrationProgress);
