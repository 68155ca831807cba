// Asks how files fare while somebody reads the page, one question after another, and puts the answer where it belongs.
import { part } from './elements/part.ts';

interface Health {
  words: string;
  stateClass: string;
  findings: { text: string; place: string; stateClass: string }[];
}

let last: Promise<unknown> = Promise.resolve();

class HealthElement extends HTMLElement {
  connectedCallback(): void {
    const href = this.getAttribute('href');
    if (!href) return;
    last = last.then(() => (this.isConnected ? this.ask(href) : undefined)).catch(() => undefined);
  }

  private async ask(href: string): Promise<void> {
    const response = await fetch(href, { credentials: 'same-origin' });
    if (!response.ok || response.redirected) return;
    this.show((await response.json()) as Health);
  }

  private show({ words, stateClass, findings }: Health): void {
    const state = part('span', `state ${stateClass}`, words);
    if (!this.hasAttribute('findings') || findings.length === 0) return this.replaceChildren(state);
    const list = part('ul', 'draft-findings');
    for (const finding of findings) {
      const item = part('li', 'small');
      const place = part('span', 'quiet', finding.place);
      item.append(part('span', `state ${finding.stateClass}`), ` ${finding.text} `, place);
      list.append(item);
    }
    const line = part('p', '');
    line.append(state);
    this.replaceChildren(line, list);
  }
}

customElements.define('cauce-health', HealthElement);
