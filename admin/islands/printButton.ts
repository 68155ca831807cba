// A button that prints the page; where nothing can print there is no button.
class PrintButton extends HTMLElement {
  connectedCallback(): void {
    if (this.querySelector('button')) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button plain';
    button.textContent = this.getAttribute('label') ?? '';
    button.addEventListener('click', () => window.print());
    this.append(button);
  }
}

customElements.define('cauce-print', PrintButton);
