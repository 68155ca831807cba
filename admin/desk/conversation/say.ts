// Takes what somebody wrote into a conversation: a comment, a question, an answer, a question taken back.
import { type NoteRequest, writeNote } from '../../engine.ts';
import { notFound, type PostedFile, type Visit } from '../../visit.ts';
import { refusalWords } from '../refusals.ts';
import { commandIdFrom, requestOf } from '../requestId.ts';
import { calledIn } from './mentionText.ts';
import { keepNoteFiles } from './noteFiles.ts';
import { peopleAmong } from './people.ts';
import { tellRefused } from './refusal.ts';

export interface Subject {
  caseKey: number;
  /** The task that it is about. */
  about?: number;
}

type Said = Omit<NoteRequest, 'caseKey' | 'about'>;

/** Key of the note; undefined: it was not written, and the page says why. */
export async function say(visit: Visit, subject: Subject, files: PostedFile[]): Promise<number | undefined> {
  const [act = '', key = ''] = visit.field('_say').split(' ');
  const place = act === 'note' ? 'note' : `${act} ${key}`;
  const refuse = (words: string): undefined => void tellRefused(visit, { place, words });
  const said = await saidIn(visit, act, key);
  if (said.text === '' && files.length === 0) return refuse(visit.t('conversation.empty'));
  if (said.kind === 'question' && !said.mentions?.length) return refuse(visit.t('conversation.nobodyAsked'));
  const { ids, wrong } = await keepNoteFiles(visit, subject.caseKey, files);
  if (wrong.length > 0) return refuse(wrong.join(' '));
  const request = { ...subject, ...said, ...(ids.length > 0 && { documents: ids }) };
  const outcome = await writeNote(visit.engine, request, {
    principal: visit.principal,
    // Pressed twice is said once; another text from the same page, after going back to it, is another note.
    commandId: commandIdFrom([requestOf(visit), place, ...ids, said.text].join(' ')),
  });
  return outcome.ok ? outcome.noteKey : refuse(refusalWords(visit, outcome.rejection));
}

async function saidIn(visit: Visit, act: string, key: string): Promise<Said> {
  if (act === 'note') {
    const text = written(visit, '_note');
    const mentions = await peopleAmong(visit, calledIn(text));
    const isShared = visit.field('_noteShared') === 'true';
    const kind = visit.field('_noteAsks') === 'true' ? 'question' : 'comment';
    return { kind, text, ...(mentions.length > 0 && { mentions }), ...(isShared && { shared: true }) };
  }
  const isReply = (act === 'answer' || act === 'withdrawal') && /^\d{1,16}$/.test(key);
  if (!isReply) throw notFound();
  const text = written(visit, `_${act}.${key}`);
  const replyTo = Number(key);
  const author = await visit.engine.store.find('notes', { key: replyTo });
  const mentions = act === 'answer' && author ? await peopleAmong(visit, [String(author.author)]) : [];
  const called = await peopleAmong(visit, calledIn(text));
  const all = [...new Set([...mentions, ...called])].filter((name) => name !== visit.principal.username);
  return { kind: act, text, replyTo, ...(all.length > 0 && { mentions: all }) };
}

/** With the line ends that the journal has, whatever the browser sends. */
const written = (visit: Visit, name: string): string => visit.field(name).replace(/\r\n?/g, '\n').trim();
