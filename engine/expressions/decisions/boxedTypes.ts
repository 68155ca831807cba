// The boxed expressions that DMN 1.4 added, as types of the XML library, which knows DMN 1.3.
import dmn from 'dmn-moddle/resources/dmn/json/dmn13.json' with { type: 'json' };

const part = (name: string) => ({ name, type: 'ChildExpression', xml: { serialize: 'property' } });
const iterator = { name: 'iteratorVariable', isAttr: true, type: 'String' };

function expression(name: string, properties: object[]): object {
  return { name, superClass: ['Expression'], properties };
}

/** DMN 1.5, 7.3 and 10.3: conditional, filter and iterator expressions. */
export const dmnWithBoxed = {
  ...dmn,
  types: [
    ...dmn.types,
    { name: 'ChildExpression', properties: [{ name: 'value', type: 'Expression' }] },
    expression('Conditional', [part('if'), part('then'), part('else')]),
    expression('Filter', [part('in'), part('match')]),
    expression('For', [iterator, part('in'), part('return')]),
    expression('Some', [iterator, part('in'), part('satisfies')]),
    expression('Every', [iterator, part('in'), part('satisfies')]),
  ],
};
