// What fields that people choose in take and refuse.
import type { Case } from './typedCases.ts';

const abc = ['a', 'b', 'c'].map((value) => ({ label: value.toUpperCase(), value }));

const key = 'x';

export const chosenCases: { [name: string]: Case } = {
  checkbox: {
    component: { type: 'checkbox', key },
    good: [
      ['true', true],
      ['on', true],
      [[], false],
    ],
    bad: [['sí', 'FIELD_TYPE']],
    badJson: [
      ['true', 'FIELD_TYPE'],
      [1, 'FIELD_TYPE'],
    ],
  },
  radio: {
    component: {
      type: 'radio',
      key,
      values: [
        { label: 'Sí', value: true },
        { label: 'Tres', value: 3 },
      ],
    },
    good: [
      ['true', true],
      ['3', 3],
      [[], null],
    ],
    bad: [
      ['false', 'FIELD_OPTION'],
      [['true', '3'], 'FIELD_REPEATED'],
    ],
    badJson: [
      ['true', 'FIELD_OPTION'],
      [[3], 'FIELD_OPTION'],
    ],
  },
  select: {
    component: {
      type: 'select',
      key,
      valuesExpression: '=for o in options return {label: o.name, value: o.id}',
    },
    stored: { options: [{ name: 'Uno', id: 1 }] },
    good: [
      ['1', 1],
      ['', null],
    ],
    bad: [
      ['2', 'FIELD_OPTION'],
      ['Uno', 'FIELD_OPTION'],
    ],
    badJson: [
      ['1', 'FIELD_OPTION'],
      [{ id: 1 }, 'FIELD_OPTION'],
    ],
  },
  checklist: {
    component: { type: 'checklist', key, values: abc },
    good: [
      [
        ['a', 'c'],
        ['a', 'c'],
      ],
      ['b', ['b']],
      [[], []],
    ],
    bad: [[['a', 'd'], 'FIELD_OPTIONS']],
    badJson: [
      ['a', 'FIELD_TYPE'],
      [['a', 'a'], 'FIELD_OPTIONS'],
      [[['a']], 'FIELD_OPTIONS'],
    ],
  },
  taglist: {
    component: { type: 'taglist', key, valuesKey: 'tags' },
    stored: { tags: ['norte', 'sur'] },
    good: [
      [
        ['norte', 'sur'],
        ['norte', 'sur'],
      ],
    ],
    bad: [['este', 'FIELD_OPTIONS']],
    badJson: [[{ 0: 'norte' }, 'FIELD_TYPE']],
  },
};
