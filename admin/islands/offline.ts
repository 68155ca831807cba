// Makes the public pages work without signal, and offers to install them where the browser can.
import { pageLanguage, speak } from './words/speak.ts';

interface Installing extends Event {
  prompt(): Promise<unknown>;
}

class Offline extends HTMLElement {
  connectedCallback(): void {
    void this.register().catch(() => undefined);
    window.addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault();
      void this.offer(event as Installing);
    });
  }

  private async register(): Promise<void> {
    if (!('serviceWorker' in navigator)) return;
    const base = this.getAttribute('base') ?? '/';
    await navigator.serviceWorker.register(`${base}sw.js`, { scope: base });
    const { active } = await navigator.serviceWorker.ready;
    // A connection that is paid by the byte carries only what was asked for.
    const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
    const used = performance.getEntriesByType('resource').map((entry) => entry.name);
    active?.postMessage([location.href, ...used, ...(connection?.saveData ? [] : formsOf(document))]);
  }

  private async offer(event: Installing): Promise<void> {
    const words =
      pageLanguage() === 'en'
        ? await import('../locales/filing/en.json')
        : await import('../locales/filing/es.json');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button link small';
    button.textContent = speak(words.default)('filing.install');
    button.addEventListener('click', () => {
      button.remove();
      void event.prompt();
    });
    this.replaceChildren(button);
  }
}

/** The forms that this page leads to: they can be opened later without signal. */
function formsOf(page: Document): string[] {
  const links = [...page.querySelectorAll<HTMLAnchorElement>('.ways a[href*="/radicar/"]')];
  return links.slice(0, 20).map(({ href }) => href);
}

customElements.define('cauce-offline', Offline);
