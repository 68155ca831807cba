// A button that copies a text, for case numbers and tracking links; without a clipboard it never appears.
class CopyButton extends HTMLElement {
  connectedCallback(): void {
    if (!navigator.clipboard || this.querySelector('button')) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button link small';
    button.textContent = this.getAttribute('label') ?? '';
    button.addEventListener('click', () => this.copy(button));
    this.append(button);
  }

  private async copy(button: HTMLButtonElement): Promise<void> {
    await navigator.clipboard.writeText(this.getAttribute('text') ?? '');
    button.textContent = this.getAttribute('done') ?? '';
    setTimeout(() => {
      button.textContent = this.getAttribute('label') ?? '';
    }, 2000);
  }
}

customElements.define('cauce-copy', CopyButton);
