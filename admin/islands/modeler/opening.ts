// What the page says about the drawing that is to be opened.

export interface Opening {
  readonly host: HTMLElement;
  /** Path that the pages are mounted under. */
  readonly base: string;
  readonly draftKey: string;
  readonly fileName: string;
  readonly csrf: string;
  readonly lang: 'es' | 'en';
  readonly isReadOnly: boolean;
}

export function openingsOf(host: HTMLElement): Opening {
  const { base = '', draft = '', file = '', csrf = '' } = host.dataset;
  return {
    host,
    base,
    draftKey: draft,
    fileName: file,
    csrf,
    lang: document.documentElement.lang === 'en' ? 'en' : 'es',
    isReadOnly: host.dataset.readOnly === 'yes',
  };
}
