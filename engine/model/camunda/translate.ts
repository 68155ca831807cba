// A drawing of Camunda 7 in the words of the extensions that the engine executes, before anything else reads it.
import type { ModdleElement } from 'bpmn-moddle';
import type { Mapping } from '../../core/model.ts';
import type { CheckFeel } from '../feel.ts';
import type { Document } from '../readXml.ts';
import type { Report } from '../report.ts';
import { childOf, tagOf, textOf } from '../sourceNode.ts';
import { walk } from '../walk.ts';
import { translateCall, translateSignalPayload } from './decisions.ts';
import { translateCatch, translateCondition, translateListeners, translateRepetition } from './events.ts';
import { translateBodies } from './juelBodies.ts';
import { translateParameters } from './parameters.ts';
import { translateForm, translateProperties, translateUserTask } from './people.ts';
import { translateTimer } from './quartz.ts';
import { create, extend, type Translation } from './translation.ts';
import { declareMissing } from './undeclared.ts';
import { translateScriptTask, translateWork } from './work.ts';

/** Changes the tree in memory; what the file says stays as it is in its bytes. */
export function translateCamunda(document: Document, checkFeel: CheckFeel, report: Report): void {
  const { root, dialect } = document;
  if (dialect === 'both') report.warn('CAMUNDA_BESIDE_ZEEBE');
  if (dialect === 'both' || dialect === 'zeebe') return;
  if (dialect === 'camunda') declareMissing(document, report);
  const elements: ModdleElement[] = [];
  walk(root, (element) => elements.push(element));
  for (const element of elements) {
    if (!element.$type.startsWith('bpmn:')) continue;
    const about: Translation = {
      element,
      report,
      checkFeel,
      inputs: [],
      outputs: [],
      outputsOnly: false,
    };
    translateBodies(about);
    if (dialect === 'camunda') translateExtensions(about);
  }
}

/** By tag, what an element's own attributes are read by. */
const TRANSLATORS: { [tag: string]: (translation: Translation) => void } = {
  userTask: translateUserTask,
  startEvent: (translation) => {
    translateForm(translation);
    translateCatch(translation);
  },
  boundaryEvent: translateCatch,
  serviceTask: (translation) => translateWork(translation, translation.element),
  businessRuleTask: (translation) => translateWork(translation, translation.element),
  sendTask: (translation) => translateWork(translation, translation.element),
  scriptTask: translateScriptTask,
  callActivity: translateCall,
  intermediateThrowEvent: translateThrow,
  endEvent: translateThrow,
  process: ({ element }) => {
    const value = textOf(element, 'versionTag');
    if (value !== undefined) extend(element, 'zeebe:VersionTag', { value });
  },
  conditionalEventDefinition: translateCondition,
  timerEventDefinition: translateTimer,
  multiInstanceLoopCharacteristics: translateRepetition,
};

function translateExtensions(translation: Translation): void {
  const { element } = translation;
  const tag = tagOf(element);
  translateParameters(translation);
  if (Object.hasOwn(TRANSLATORS, tag)) TRANSLATORS[tag]?.(translation);
  translateListeners(translation);
  translateProperties(translation);
  addMappings(translation);
}

function translateThrow(translation: Translation): void {
  const definition = childOf(translation.element, 'eventDefinitions');
  if (definition?.$type === 'bpmn:MessageEventDefinition') translateWork(translation, definition);
  translateSignalPayload(translation);
}

function addMappings({ element, inputs, outputs, outputsOnly }: Translation): void {
  if (inputs.length === 0 && outputs.length === 0) return;
  const mapped = (type: string, mappings: Mapping[]) =>
    mappings.map(({ source, target }) => create(type, { source, target }));
  extend(element, 'zeebe:IoMapping', {
    inputParameters: mapped('zeebe:Input', inputs),
    outputParameters: mapped('zeebe:Output', outputs),
    'cauce:outputs': outputsOnly ? undefined : 'beside',
  });
}
