// What somebody would get: text alone, as mails go out; whatever a sample holds stays text.
import type { Say } from '../words/speak.ts';

export interface MailPreview {
  element: HTMLElement;
  show(subject: string, text: string): void;
}

export function mailPreview(say: Say): MailPreview {
  const element = document.createElement('section');
  element.className = 'mail-preview';
  const heading = document.createElement('h2');
  heading.textContent = say('content.mailPreview');
  const paper = document.createElement('article');
  const subject = document.createElement('h3');
  const text = document.createElement('p');
  paper.append(subject, text);
  element.append(heading, paper);
  return {
    element,
    show(newSubject, newText) {
      subject.textContent = newSubject;
      text.textContent = newText;
    },
  };
}
