// Whose extensions a file uses. The two vendors' descriptions cannot be registered together, so it is decided per file.
import camunda from 'camunda-bpmn-moddle/resources/camunda.json' with { type: 'json' };

/** `plain` uses neither; its expressions may still be JUEL. `both` is read as Zeebe's. */
export type Dialect = 'plain' | 'zeebe' | 'camunda' | 'both';

/** Camunda 7 reads the attributes of the engine that it came from as its own. */
const CAMUNDA = [camunda.uri, 'http://activiti.org/bpmn'];
const ZEEBE = 'http://camunda.org/schema/zeebe/1.0';

export function dialectOf(xml: string): Dialect {
  const isCamunda = CAMUNDA.some((uri) => uses(xml, uri));
  if (uses(xml, ZEEBE)) return isCamunda ? 'both' : 'zeebe';
  if (isCamunda) return 'camunda';
  // One that is declared and not used still says for which engine the file was drawn.
  return CAMUNDA.some((uri) => declared(xml, uri)) && !declared(xml, ZEEBE) ? 'camunda' : 'plain';
}

/** The description of Camunda 7's extensions, under the namespace that the file gives them. */
export function camundaPackage(xml: string): typeof camunda {
  const uri = CAMUNDA.find((each) => uses(xml, each));
  return uri === undefined ? camunda : { ...camunda, uri };
}

/** Declared, and some element or attribute has its prefix. */
function uses(xml: string, uri: string): boolean {
  const prefix = declared(xml, uri);
  return prefix !== undefined && new RegExp(`[<\\s]${prefix.replaceAll('.', '\\.')}:\\w`).test(xml);
}

/** The prefix that the file gives a namespace. */
function declared(xml: string, uri: string): string | undefined {
  const escaped = uri.replaceAll('.', '\\.');
  return new RegExp(`xmlns:([\\w.-]+)\\s*=\\s*["']${escaped}["']`).exec(xml)?.[1];
}
