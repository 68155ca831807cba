// Opens a document of the page in a dialog where it can be looked at: pictures, PDF and plain text; others are downloaded
// as without this island.
import { button, part } from './elements/part.ts';
import { pageLanguage, speak } from './words/speak.ts';

type Kind = 'picture' | 'pdf' | 'text';

const kinds: [RegExp, Kind][] = [
  [/\.(png|jpe?g|webp|gif)$/i, 'picture'],
  [/\.pdf$/i, 'pdf'],
  [/\.(txt|csv)$/i, 'text'],
];

async function words() {
  const found =
    pageLanguage() === 'en'
      ? await import('../locales/filePreview/en.json')
      : await import('../locales/filePreview/es.json');
  return speak(found.default);
}

function kindOf(name: string): Kind | undefined {
  return kinds.find(([ending]) => ending.test(name))?.[1];
}

/** More is a file to be opened elsewhere. */
const mostText = 200_000;

async function contentOf(kind: Kind, address: string, name: string): Promise<HTMLElement> {
  const source = `${address}/vista`;
  if (kind === 'picture') {
    const picture = part('img', 'preview-content');
    picture.src = source;
    picture.alt = name;
    return picture;
  }
  if (kind === 'pdf') {
    const frame = part('iframe', 'preview-content');
    frame.src = source;
    frame.title = name;
    return frame;
  }
  const response = await fetch(source, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`Expected the text but the server answered ${response.status}.`);
  const text = part('pre', 'preview-content', (await response.text()).slice(0, mostText));
  text.tabIndex = 0;
  return text;
}

async function open(link: HTMLAnchorElement, name: string, kind: Kind): Promise<void> {
  const say = await words();
  const dialog = part('dialog', 'preview');
  const heading = part('h2', '', name);
  heading.id = 'preview-name';
  dialog.setAttribute('aria-labelledby', heading.id);
  const download = part('a', 'button plain', say('filePreview.download'));
  download.href = link.href;
  download.download = '';
  const close = button(say('filePreview.close'), 'button', () => dialog.close());
  const head = part('div', 'preview-head');
  head.append(heading, download, close);
  dialog.append(head, await contentOf(kind, link.href, name));
  dialog.addEventListener('close', () => {
    dialog.remove();
    link.focus();
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** Those of the page, whenever they came to it. */
document.addEventListener('click', (event) => {
  const { target } = event;
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const link = target instanceof Element ? target.closest('a') : null;
  if (!isPlain || !link || link.closest('dialog') || !/\/documentos\/[^/]+$/.test(link.pathname)) return;
  const name = link.textContent?.trim() ?? '';
  const kind = kindOf(name);
  if (!kind) return;
  event.preventDefault();
  open(link, name, kind).catch(() => {
    // What cannot be shown is downloaded.
    location.href = link.href;
  });
});
