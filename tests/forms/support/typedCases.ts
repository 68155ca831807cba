// What fields that people type into take and refuse.
import type { Json, Variables } from '../../../engine/core/json.ts';
import type { Component } from '../../../forms/index.ts';

export interface Case {
  component: Component;
  /** Posted text and the value that it becomes. */
  good: [string | string[], Json][];
  /** Posted text and the code that refuses it. */
  bad: [string | string[], string][];
  /** JSON values and the code that refuses them. */
  badJson: [Json, string][];
  stored?: Variables;
}

const key = 'x';
export const typedCases: { [name: string]: Case } = {
  textfield: {
    component: {
      type: 'textfield',
      key,
      validate: { minLength: 2, maxLength: 5, pattern: '^[a-zñ]+$', patternErrorMessage: 'Solo letras.' },
    },
    good: [
      ['ñandú'.slice(0, 4), 'ñand'],
      ['  abc ', 'abc'],
      ['', ''],
    ],
    bad: [
      ['a', 'FIELD_MIN_LENGTH'],
      ['abcdef', 'FIELD_MAX_LENGTH'],
      ['A1', 'FIELD_PATTERN'],
      ['a\0b', 'FIELD_CHARACTERS'],
      [['ab', 'cd'], 'FIELD_REPEATED'],
    ],
    badJson: [
      [5, 'FIELD_TYPE'],
      [['a'], 'FIELD_TYPE'],
      [true, 'FIELD_TYPE'],
      ['\uD800', 'FIELD_CHARACTERS'],
    ],
  },
  email: {
    component: { type: 'textfield', key, validate: { validationType: 'email' } },
    good: [
      ['ana@correo.com.co', 'ana@correo.com.co'],
      ['a+b@x.co', 'a+b@x.co'],
    ],
    bad: [
      'ana',
      'ana@correo',
      'a@b@c.co',
      'a b@c.co',
      'a@x.co, b@y.co',
      'a@x.co\nBcc: b@y.co',
      `${'a'.repeat(250)}@x.co`,
    ].map((text) => [text, 'FIELD_EMAIL']),
    badJson: [['a@x.co\r\nBcc: b@y.co', 'FIELD_EMAIL']],
  },
  phone: {
    component: { type: 'textfield', key, validate: { validationType: 'phone' } },
    good: [
      ['+57 (300) 123-4567', '+57 (300) 123-4567'],
      ['6041234', '6041234'],
    ],
    bad: ['12345', '1234567890123456', 'llámeme', '300-123-CASA'].map((text) => [text, 'FIELD_PHONE']),
    badJson: [[3001234567, 'FIELD_TYPE']],
  },
  textarea: {
    component: { type: 'textarea', key, validate: { minLength: 3, maxLength: '=2 + 3' } },
    good: [
      ['a\r\nb', 'a\nb'],
      ['', ''],
    ],
    bad: [
      ['ab', 'FIELD_MIN_LENGTH'],
      ['abcdef', 'FIELD_MAX_LENGTH'],
    ],
    badJson: [[{ a: 1 }, 'FIELD_TYPE']],
  },
  number: {
    component: {
      type: 'number',
      key,
      decimalDigits: 1,
      increment: 0.5,
      validate: { min: '=1 + 1', max: 10 },
    },
    good: [
      ['2.5', 2.5],
      ['2,5', 2.5],
      ['1e1', 10],
      ['', null],
    ],
    bad: [
      ['abc', 'FIELD_NUMBER'],
      ['1 000', 'FIELD_NUMBER'],
      ['0x10', 'FIELD_NUMBER'],
      ['Infinity', 'FIELD_NUMBER'],
      ['1e400', 'FIELD_NUMBER'],
      ['2.55', 'FIELD_DECIMALS'],
      ['2.4', 'FIELD_INCREMENT'],
      ['1.5', 'FIELD_MIN'],
      ['10.5', 'FIELD_MAX'],
    ],
    badJson: [
      ['2.5', 'FIELD_TYPE'],
      [true, 'FIELD_TYPE'],
    ],
  },
  'number as text': {
    component: { type: 'number', key, serializeToString: true, decimalDigits: 2 },
    good: [
      ['12345678901234567890.12', '12345678901234567890.12'],
      ['007', '7'],
    ],
    bad: [['1.234', 'FIELD_DECIMALS']],
    badJson: [
      ['1,5', 'FIELD_TYPE'],
      ['uno', 'FIELD_TYPE'],
    ],
  },
  date: {
    component: { type: 'datetime', key, subtype: 'date', disallowPassedDates: true },
    good: [
      ['2026-11-03', '2026-11-03'],
      ['2028-02-29', '2028-02-29'],
      ['', null],
    ],
    bad: [
      ['2026-02-30', 'FIELD_DATE'],
      ['3/11/2026', 'FIELD_DATE'],
      ['2026-11-02', 'FIELD_PAST'],
    ],
    badJson: [
      [20261103, 'FIELD_DATE'],
      ['ayer', 'FIELD_DATE'],
    ],
  },
  time: {
    component: { type: 'datetime', key, subtype: 'time', timeInterval: 15 },
    good: [['09:30', '09:30-05:00']],
    bad: [
      ['24:00', 'FIELD_TIME'],
      ['9:30', 'FIELD_TIME'],
      ['09:31', 'FIELD_TIME_STEP'],
    ],
    badJson: [['mediodía', 'FIELD_TIME']],
  },
  datetime: {
    component: { type: 'datetime', key, subtype: 'datetime', timeSerializingFormat: 'utc_normalized' },
    good: [['2026-11-03T22:30', '2026-11-04T03:30Z']],
    bad: [
      ['2026-11-03', 'FIELD_DATETIME'],
      ['2026-11-31T10:00', 'FIELD_DATETIME'],
    ],
    badJson: [['2026-11-03T25:00Z', 'FIELD_DATETIME']],
  },
};
