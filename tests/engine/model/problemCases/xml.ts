// Files that are not what they should be, whatever they draw.
import { around, drawing, file } from '../drawing.ts';
import type { ProblemCase } from './problemCase.ts';

const LETTER_A = 'a'.repeat(2 * 1024 * 1024);

export const xmlCases: ProblemCase[] = [
  ['a file that is not XML', 'hello', ['error XML_MALFORMED']],
  ['an empty file', '', ['error XML_MALFORMED']],
  [
    'an unclosed tag',
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">',
    ['error XML_ENDS_EARLY'],
  ],
  ['another root', '<svg xmlns="http://www.w3.org/2000/svg"/>', ['error NOT_BPMN']],
  ['BPMN without its namespace', '<definitions><process id="p"/></definitions>', ['error NOT_BPMN']],
  [
    'a document type',
    `<!DOCTYPE x [<!ENTITY e "e">]>${drawing(around('task'))}`,
    ['error DOCTYPE_FORBIDDEN'],
  ],
  [
    'the words of a document type in a comment',
    drawing(`<!-- <!DOCTYPE --><bpmn:task id="t" name="&lt;!DOCTYPE"/>`),
    [],
  ],
  ['elements nested too deeply', `${'<a>'.repeat(101)}${'</a>'.repeat(101)}`, ['error XML_TOO_DEEP']],
  ['a file over 2 MB', drawing(`<!-- ${LETTER_A} -->`), ['error FILE_TOO_LARGE']],
  ['a file without a process', file('<bpmn:message id="m"/>'), ['error NO_PROCESS']],
  ['an empty process', drawing(''), ['error PROCESS_EMPTY P']],
  ['a process without an id', file('<bpmn:process><bpmn:task id="t"/></bpmn:process>'), ['error ID_MISSING']],
  ['a task without an id', drawing('<bpmn:task name="Sin id"/>'), ['error ID_MISSING P']],
  ['an accented id', drawing('<bpmn:task id="t"/><bpmn:task id="petición"/>'), ['error INVALID_ID petición']],
  [
    'a duplicate id',
    drawing('<bpmn:task id="t" name="Uno"/><bpmn:userTask id="t"/>'),
    ['error DUPLICATE_ID t'],
  ],
  ['an unknown element', drawing('<bpmn:task id="t"/><bpmn:robotTask id="r"/>'), ['error UNKNOWN_ELEMENT r']],
  [
    'an element in the wrong place',
    file('<bpmn:userTask id="u"/><bpmn:process id="P"><bpmn:task id="t"/></bpmn:process>'),
    ['error MISPLACED_ELEMENT u'],
  ],
  [
    'an element of another tool outside the extensions',
    drawing('<bpmn:task id="t"/><other:x xmlns:other="urn:other"/>'),
    ['warning ELEMENT_IGNORED'],
  ],
  [
    'an unknown extension',
    drawing(around('task', '<bpmn:extensionElements><zeebe:nope/></bpmn:extensionElements>')),
    ['warning UNKNOWN_EXTENSION'],
  ],
  ['an unknown attribute', drawing(around('task', '', 'color="red"')), ['warning UNKNOWN_ATTRIBUTE x']],
  ['loose text', drawing('<bpmn:task id="t"/>hola'), ['warning UNEXPECTED_TEXT']],
  [
    'an undeclared attribute prefix',
    drawing(around('task', '', 'bizagi:x="1"')),
    ['warning PREFIX_UNDECLARED'],
  ],
  ['an attribute given twice', drawing(around('task', '', 'name="otra"')), ['error XML_ATTRIBUTE_MALFORMED']],
  ['NUL in a name', drawing('<bpmn:task id="t" name="a&#x0;b"/>'), ['error INVALID_CHARACTER t']],
  [
    'half a surrogate pair in a name',
    drawing('<bpmn:task id="t" name="a&#xD800;b"/>'),
    ['error INVALID_CHARACTER t'],
  ],
  ['a whole surrogate pair in a name', drawing('<bpmn:task id="t" name="&#x1F600;"/>'), []],
];
