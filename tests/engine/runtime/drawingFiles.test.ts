// A drawing is known by its name, or by its root element where its name says no more than XML.
import { expect, test } from 'vitest';
import { isDrawing } from '../../../engine/runtime/drawingFiles.ts';

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const isOne = (text: string, name = 'a.xml') => isDrawing(name, Buffer.from(text));

test('by its name, whatever it holds', () => {
  for (const name of ['a.bpmn', 'a.bpmn20.xml', 'A.BPMN'])
    expect([name, isOne('<x/>', name)]).toEqual([name, true]);
  expect(isOne(`<definitions xmlns="${BPMN}"/>`, 'a.txt')).toBe(false);
});

test('by its root element', () => {
  for (const text of [
    `<definitions xmlns="${BPMN}"/>`,
    `\uFEFF<?xml version="1.0"?>\n<!DOCTYPE x>\n<bpmn:definitions id="d" xmlns:bpmn="${BPMN}">`,
    `<!-- <x> --> <!-- -- -- > --><semantic:definitions\n xmlns:semantic="${BPMN}">`,
  ])
    expect([text, isOne(text)]).toEqual([text, true]);
  expect(isDrawing('a.xml', Buffer.from(`<definitions xmlns="${BPMN}"/>`, 'utf16le'))).toBe(true);
});

test('and is none where its root is another', () => {
  for (const text of [
    '',
    'definitions',
    `<!-- <definitions xmlns="${BPMN}"/>`,
    `<definitions2 xmlns="${BPMN}"/>`,
    `<x xmlns="${BPMN}"><definitions/></x>`,
    '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"/>',
    `${'<!--'.repeat(10_000)}${'-->'.repeat(3)}`,
  ])
    expect([text.slice(0, 99), isOne(text)]).toEqual([text.slice(0, 99), false]);
});
