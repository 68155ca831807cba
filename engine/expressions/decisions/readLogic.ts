// Boxed expressions of the XML as plain JSON.
import type { DmnElement } from 'dmn-moddle';
import { childOf, childrenOf, textOf } from './dmnElement.ts';
import type { Aggregation, DecisionTable, HitPolicy, Logic } from './model.ts';

const NOTHING: Logic = { kind: 'literal', text: 'null' };

export function readLogic(element: DmnElement | undefined): Logic {
  switch (element?.$type) {
    case 'dmn:DecisionTable':
      return readTable(element);
    case 'dmn:LiteralExpression':
      return { kind: 'literal', text: textOf(element, 'text').trim() };
    case 'dmn:Context':
      return {
        kind: 'context',
        entries: childrenOf(element, 'contextEntry').map((entry) => {
          const variable = childOf(entry, 'variable');
          return {
            name: variable === undefined ? '' : textOf(variable, 'name'),
            value: readLogic(childOf(entry, 'value')),
          };
        }),
      };
    case 'dmn:List':
      return { kind: 'list', items: childrenOf(element, 'elements').map(readLogic) };
    case 'dmn:Relation':
      return {
        kind: 'relation',
        columns: childrenOf(element, 'column').map((column) => textOf(column, 'name')),
        rows: childrenOf(element, 'row').map((row) => childrenOf(row, 'elements').map(readLogic)),
      };
    case 'dmn:FunctionDefinition':
      return readFunction(element);
    case 'dmn:Conditional':
      return {
        kind: 'conditional',
        test: branch(element, 'if'),
        yes: branch(element, 'then'),
        no: branch(element, 'else'),
      };
    case 'dmn:For':
      return {
        kind: 'for',
        variable: textOf(element, 'iteratorVariable'),
        source: branch(element, 'in'),
        body: branch(element, 'return'),
      };
    case 'dmn:Some':
    case 'dmn:Every':
      return {
        kind: 'quantified',
        some: element.$type === 'dmn:Some',
        variable: textOf(element, 'iteratorVariable'),
        source: branch(element, 'in'),
        test: branch(element, 'satisfies'),
      };
    case 'dmn:Filter':
      return { kind: 'filter', source: branch(element, 'in'), test: branch(element, 'match') };
    case 'dmn:Invocation':
      return {
        kind: 'invocation',
        called: readLogic(childOf(element, 'calledFunction')),
        arguments: childrenOf(element, 'binding').map((binding) => {
          const parameter = childOf(binding, 'parameter');
          return {
            name: parameter === undefined ? '' : textOf(parameter, 'name'),
            value: readLogic(childOf(binding, 'bindingFormula')),
          };
        }),
      };
    default:
      return NOTHING;
  }
}

/** A part of a boxed conditional or iteration. */
function branch(element: DmnElement, name: string): Logic {
  const part = childOf(element, name);
  return readLogic(part && childOf(part, 'value'));
}

/** Functions of other languages are not run: they give null. */
function readFunction(element: DmnElement): Logic {
  const kind = textOf(element, 'kind');
  const params = childrenOf(element, 'formalParameter').map((parameter) => textOf(parameter, 'name'));
  return {
    kind: 'function',
    params,
    body: kind === '' || kind === 'FEEL' ? readLogic(childOf(element, 'body')) : NOTHING,
  };
}

function readTable(element: DmnElement): DecisionTable {
  const aggregation = textOf(element, 'aggregation');
  const id = (child: DmnElement, fallback: string) => textOf(child, 'id') || fallback;
  return {
    kind: 'table',
    hitPolicy: (textOf(element, 'hitPolicy') || 'UNIQUE') as HitPolicy,
    ...(aggregation === '' ? {} : { aggregation: aggregation as Aggregation }),
    inputs: childrenOf(element, 'input').map((input, index) => {
      const expression = childText(input, 'inputExpression');
      const inner = childOf(input, 'inputExpression');
      const type = inner ? textOf(inner, 'typeRef') : '';
      const name = textOf(input, 'label') || expression;
      return { id: id(input, `input${index + 1}`), name, expression, ...(type !== '' && { type }) };
    }),
    outputs: childrenOf(element, 'output').map((output, index) => {
      const [values, otherwise] = [
        childText(output, 'outputValues'),
        childText(output, 'defaultOutputEntry'),
      ];
      return {
        id: id(output, `output${index + 1}`),
        name: textOf(output, 'name') || textOf(output, 'label') || `output${index + 1}`,
        ...(values === '' ? {} : { values }),
        ...(otherwise === '' ? {} : { default: otherwise }),
      };
    }),
    rules: childrenOf(element, 'rule').map((rule, index) => ({
      id: id(rule, String(index + 1)),
      tests: childrenOf(rule, 'inputEntry').map((entry) => textOf(entry, 'text').trim()),
      outputs: childrenOf(rule, 'outputEntry').map((entry) => textOf(entry, 'text').trim()),
    })),
  };
}

function childText(element: DmnElement, property: string): string {
  const child = childOf(element, property);
  return child === undefined ? '' : textOf(child, 'text').trim();
}
