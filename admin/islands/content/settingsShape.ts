// What the form knows of each file of settings: words for its fields, choices, what may be added, which names are free.
import type { Say } from '../words/speak.ts';
import type { Fields, Json } from './settingsValue.ts';

export interface SettingsShape {
  /** What a new file begins with. */
  blank: Json;
  label(path: string): string;
  options(path: string): { value: string; label: string }[] | undefined;
  /** Fields that an object there may have. */
  fields(path: string): { name: string; blank: Json }[];
  mayRemove(path: string): boolean;
  /** Names in it are its author's own. */
  isMap(path: string): boolean;
  mapBlank(path: string, value: Fields): Json;
  itemBlank(path: string): Json | undefined;
  itemLabel(path: string): string | undefined;
  /** Ids, names of messages and secrets. */
  isCode(path: string): boolean;
}

interface Known {
  blank: Json;
  /** By path: fields that may be there, with what they begin as. */
  fields: { [path: string]: Fields };
  required: string[];
  maps: RegExp;
  items: { [path: string]: Json };
  options: { [path: string]: string[] };
}

/** Words for what such a file says inside its items; names that are their author's own have none. */
const LABELED: { [kind: string]: string[] } = {
  indicators:
    'id name group unit kind formulaText formula aggregates parts data reads elements variables fact where target notes'.split(
      ' ',
    ),
  facts:
    'calendar dimensions filedAt answeredAt dueAt answeredBy firstResponseBy escalatedBy reopenedBy reopenings closing'.split(
      ' ',
    ),
};

const mapping = /(^|\.)variables$/;
const knowns: { [kind: string]: Known } = {
  roles: {
    blank: { groups: [{ id: '', name: '', profile: 'S' }] },
    fields: {
      'groups[]': { id: '', name: '', profile: 'S', demoUser: { username: '', name: '' } },
      'groups[].demoUser': { username: '', name: '', leads: [] },
    },
    required: ['groups', 'groups[].id', 'groups[].demoUser.username', 'groups[].demoUser.name'],
    maps: /^$(?!)/,
    items: { groups: { id: '', name: '', profile: 'S' }, 'groups[].demoUser.leads': '' },
    options: { 'groups[].profile': ['P', 'S', 'L', 'A', 'D', 'X', 'Y'] },
  },
  intake: {
    blank: { message: '', variables: {} },
    fields: {
      '': {
        message: '',
        complete: '',
        when: '=',
        variables: {},
        reply: { message: '', variables: {} },
        mostPerHour: 20,
      },
      reply: { message: '', variables: {} },
    },
    required: ['message', 'reply.message'],
    maps: mapping,
    items: {},
    options: {},
  },
  webhook: {
    blank: { authentication: { type: 'token', secret: '' }, message: '', variables: {} },
    fields: {
      '': {
        message: '',
        when: '=',
        correlationKey: '=',
        id: '=',
        timeToLive: 'P1D',
        variables: {},
        verifyToken: '',
      },
      authentication: { header: '', prefix: '', algorithm: 'sha256', encoding: 'hex' },
    },
    required: ['authentication', 'authentication.type', 'authentication.secret', 'message'],
    maps: mapping,
    items: {},
    options: {
      'authentication.type': ['token', 'hmac'],
      'authentication.algorithm': ['sha256', 'sha512', 'sha1'],
      'authentication.encoding': ['hex', 'base64'],
    },
  },
  indicators: {
    blank: [],
    fields: {},
    required: ['[].id', '[].name', '[].kind', '[].formula'],
    maps: /(aggregates|reads)$/,
    items: {
      '': { id: '', name: { es: '', en: '' }, unit: '', kind: 'count', formula: '', aggregates: {} },
    },
    options: {},
  },
  facts: { blank: {}, fields: {}, required: [], maps: /^$|dimensions$|closing$/, items: {}, options: {} },
};

export function settingsShape(kind: string, say: Say): SettingsShape {
  const known = knowns[kind];
  const heads = new Set(Object.keys(known?.fields ?? {}));
  const fieldsOf = (path: string) => known?.fields[path] ?? {};
  return {
    blank: structuredClone(known?.blank ?? {}),
    label(path) {
      const name = path.replace(/^.*\./, '');
      const parent = path.includes('.') ? path.replace(/\.[^.]*$/, '') : '';
      const isOwn = heads.has(parent) && Object.hasOwn(fieldsOf(parent), name);
      const isRequired = known?.required.includes(path) === true;
      const inMap = known?.maps.test(parent) === true && kind !== 'roles';
      const isLabeled = !inMap && LABELED[kind]?.includes(name) === true;
      return isOwn || isRequired || isLabeled ? say(`content.setting.${name}`) : name;
    },
    options(path) {
      return known?.options[path]?.map((value) => ({
        value,
        label: path.endsWith('profile') ? say(`content.profile.${value}`) : value,
      }));
    },
    fields: (path) => Object.entries(fieldsOf(path)).map(([name, blank]) => ({ name, blank })),
    mayRemove: (path) => known?.required.includes(path) !== true,
    isMap: (path) => known?.maps.test(path) === true,
    mapBlank(path, value) {
      if (mapping.test(path)) return '=';
      const like = Object.values(value)[0];
      return like === undefined ? (kind === 'facts' && path === '' ? {} : '') : structuredClone(like);
    },
    itemBlank: (path) => (path in (known?.items ?? {}) ? known?.items[path] : undefined),
    itemLabel: (path) => (heads.has(`${path}[]`) ? say('content.group') : undefined),
    isCode: (path) =>
      /(^|\.)(id|message|complete|secret|header|prefix|correlationKey|verifyToken|username)$/.test(path),
  };
}
