// How an element's own file reads its attributes from a drawing.

/**
 * One XML element as the core's `read` hooks see it, so that an element's own file knows its attributes
 * without knowing the XML library. Names are the local names of BPMN and of the extension's descriptor.
 */
export interface SourceNode {
  /** Qualified name such as `bpmn:UserTask` or `zeebe:TaskDefinition`. */
  type: string;
  /** An attribute's or single child's text value; undefined when absent. */
  text(name: string): string | undefined;
  /** The same, without what the schema says where the file says nothing. */
  written(name: string): string | undefined;
  /** A child or referenced element (e.g. `messageRef`, resolved); undefined when absent. */
  child(name: string): SourceNode | undefined;
  children(name: string): SourceNode[];
  /** The first extension element of that qualified type, e.g. `zeebe:TaskDefinition`. */
  extension(type: string): SourceNode | undefined;
}
