// Files of other DMN versions under the names of 1.3, the version that the editor knows; what they say stays as it is.

const MODEL = 'https://www.omg.org/spec/DMN/20191111/MODEL/';
const DRAWING = 'https://www.omg.org/spec/DMN/20191111/DMNDI/';
const OTHER_MODELS =
  /(["'])https?:\/\/www\.omg\.org\/spec\/DMN\/(?:20151101|20180521|20211108|20230324)\/(?:dmn\.xsd|MODEL\/)\1/g;
const OTHER_DRAWINGS =
  /(["'])https?:\/\/www\.omg\.org\/spec\/DMN\/(?:20180521|20211108|20230324)\/DMNDI\/\1/g;

export function inKnownVersion(xml: string): string {
  return xml.replace(OTHER_MODELS, `$1${MODEL}$1`).replace(OTHER_DRAWINGS, `$1${DRAWING}$1`);
}
