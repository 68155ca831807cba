// After a refusal the reading begins at what must be corrected, and only else at what the page is called.

export function focusOnWrong(): void {
  const first = ['.cf-summary', '.notice.wrong', 'main h1']
    .map((each) => document.querySelector<HTMLElement>(each))
    .find((each) => each !== null);
  first?.setAttribute('tabindex', '-1');
  first?.focus();
}
