// Sends the answer that was tapped in the mail as soon as somebody sees the page; what opens links unseen answers nothing.

/** Long enough to see what is being sent; a page that is only looked through is gone by then. */
const SEEN_MS = 900;

class SurveyTap extends HTMLElement {
  private waiting = 0;

  connectedCallback(): void {
    this.watch();
    document.addEventListener('visibilitychange', this.watch);
  }

  disconnectedCallback(): void {
    clearTimeout(this.waiting);
    document.removeEventListener('visibilitychange', this.watch);
  }

  private readonly watch = (): void => {
    clearTimeout(this.waiting);
    // Who comes back to it has answered, or wants to answer otherwise.
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    if (document.visibilityState !== 'visible' || navigation?.type === 'back_forward') return;
    this.waiting = window.setTimeout(() => this.querySelector('button')?.click(), SEEN_MS);
  };
}

customElements.define('cauce-tap', SurveyTap);
