// Names of the files of a draft: which are taken, and what a file is by its name.

/** What a file is for; each kind has an editor of its own. */
export type DraftFileKind =
  | 'drawing'
  | 'decision'
  | 'form'
  | 'catalog'
  | 'mail'
  | 'calendar'
  | 'intake'
  | 'webhook'
  | 'indicators'
  | 'facts'
  | 'roles'
  | 'requests'
  | 'consent'
  | 'guide'
  | 'scenario'
  | 'other';

const KINDS: readonly [RegExp, DraftFileKind][] = [
  [/\.(bpmn|bpmn20\.xml|xml)$/i, 'drawing'],
  [/\.dmn$/i, 'decision'],
  [/\.form$/i, 'form'],
  [/\.csv$/i, 'catalog'],
  [/\.hbs$/i, 'mail'],
  [/(^|\/)calendars\/[^/]+\.json$/, 'calendar'],
  [/(^|\/)intakes\/[^/]+\.json$/, 'intake'],
  [/(^|\/)webhooks\/[^/]+\.json$/, 'webhook'],
  [/(^|\/)scenarios\/.+\.json$/, 'scenario'],
  [/(^|\/)indicators\.json$/, 'indicators'],
  [/(^|\/)facts\.json$/, 'facts'],
  [/(^|\/)roles\.json$/, 'roles'],
  [/(^|\/)requests\.json$/, 'requests'],
  [/(^|\/)consents\/[^/]+\.md$/, 'consent'],
  [/(^|\/)guides\/[^/]+\.md$/, 'guide'],
];

export function kindOfDraftFile(name: string): DraftFileKind {
  return KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
}

const MOST_LETTERS = 200;
const MOST_FOLDERS = 8;
const TAKEN = /\.(bpmn|xml|dmn|form|json|csv|hbs|md)$/i;
/** Letters that some file system refuses, or that steer a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const FORBIDDEN = /[\u0000-\u001f\u007f\\:*?"<>|\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A path within the draft, that any computer can unpack where it should. */
export function isDraftFileName(name: string): boolean {
  if (name.length > MOST_LETTERS || !TAKEN.test(name) || FORBIDDEN.test(name)) return false;
  if (name !== name.normalize('NFC')) return false;
  const parts = name.split('/');
  return parts.length <= MOST_FOLDERS && parts.every(isPart);
}

function isPart(part: string): boolean {
  return part !== '' && !/^\.|\.$|^\s|\s$/.test(part) && !DEVICE.test(part);
}
