// Takes a mail apart: its text, and the files that came with it. Runs in a thread, for a hostile mail can take long.
import PostalMime from 'postal-mime';
import type { MailBody, MailFile } from './mail.ts';

export const MOST_FILES = 20;
const MOST_TEXT = 50_000;
/** Smaller pictures inside the text are logos of signatures. */
const LOGO_BYTES = 10_000;

export async function readMailBody(source: Uint8Array): Promise<MailBody> {
  const mail = await PostalMime.parse(source, {
    attachmentEncoding: 'arraybuffer',
    forceRfc822Attachments: true,
    maxNestingDepth: 50,
    maxHeadersSize: 512 * 1024,
  });
  const text = readable(mail.text ?? '').trim();
  const files: MailFile[] = [];
  for (const { filename, mimeType, content, related } of mail.attachments) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
    if (related && mimeType.startsWith('image/') && bytes.length < LOGO_BYTES) continue;
    files.push({ name: plainName(filename, mimeType), content: bytes });
  }
  if (text.length <= MOST_TEXT) return { text, files };
  files.unshift({ name: 'mensaje.txt', content: new TextEncoder().encode(text) });
  return { text: readable(text.slice(0, MOST_TEXT)), files };
}

/** Without what the journal cannot hold, and with one kind of line end. */
export function readable(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/gu, '')
  );
}

/** A name alone, never a path; not what turns the writing round. */
function plainName(name: string | null, mimeType: string): string {
  const last = readable(name ?? '')
    .replace(/[\n\t\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ')
    .split(/[/\\]/)
    .at(-1)
    ?.trim();
  if (last) return last.length <= 200 ? last : `${last.slice(0, 150)}${last.slice(-50)}`;
  const kind = mimeType.split('/')[1] ?? '';
  return `adjunto.${/^[a-z0-9]{1,8}$/.test(kind) ? kind : 'bin'}`;
}
