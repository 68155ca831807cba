// dmn-js in the page's colors: diagram, tables and expressions of one file, with what changed told after a pause.
import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn-embedded.css';
import '../content/content.css';
import './decision.css';
import DmnModeler, { type View } from 'dmn-js/lib/Modeler';
import { dmnWithBoxed } from '../../../engine/expressions/decisions/boxedTypes.ts';
import { inKnownVersion } from './dmnVersion.ts';

export type { View } from 'dmn-js/lib/Modeler';

export interface DmnEditor {
  /** Rejects where nothing of it can be shown. Gives what would be lost by saving it: nobody here knows it. */
  open(xml: string): Promise<string[]>;
  views(): View[];
  activeView(): View | undefined;
  show(view: View): Promise<void>;
  canUndo(): boolean;
  canRedo(): boolean;
  undo(): void;
  redo(): void;
  destroy(): void;
}

export interface DmnListeners {
  /** Somebody changed something; `xml` is the whole file. */
  changed(xml: string): void;
  /** Another view is shown, or there are other views, or what can be undone is something else. */
  moved(): void;
}

const PAUSE_MS = 150;
/** Among what the XML library says of a file. */
const LOST = /^unparsable content|unknown type|unrecognized element/;

export function createDmnEditor(container: HTMLElement, translate: object, told: DmnListeners): DmnEditor {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const [defaultStrokeColor, defaultFillColor] = [token('--ink'), token('--raised')];
  const modeler = new DmnModeler({
    container,
    // Boxed expressions of later versions have no view here; they stay in the file all the same.
    moddleExtensions: { dmn: dmnWithBoxed },
    common: { additionalModules: [translate] },
    drd: {
      additionalModules: [translate],
      drdRenderer: { defaultFillColor, defaultStrokeColor, defaultLabelColor: defaultStrokeColor },
    },
    decisionTable: { additionalModules: [translate] },
    literalExpression: { additionalModules: [translate] },
    boxedExpression: { additionalModules: [translate] },
  });
  let isOpening = true;
  let pause: ReturnType<typeof setTimeout> | undefined;
  const changed = () => {
    told.moved();
    if (isOpening) return;
    clearTimeout(pause);
    pause = setTimeout(() => void tellChange(), PAUSE_MS);
  };
  /** A drawing that the library made for a file without one is no change of anybody's. */
  let last = '';
  const written = async () => (await modeler.saveXML({ format: true })).xml;
  async function tellChange(): Promise<void> {
    const xml = await written();
    if (xml === last) return;
    last = xml;
    told.changed(xml);
  }
  modeler.on('viewer.created', ({ viewer }) => {
    viewer.on('commandStack.changed', changed);
    viewer.on('elements.changed', changed);
  });
  modeler.on('views.changed', told.moved);
  const stack = () => modeler.getActiveViewer()?.get('commandStack', false);
  const show = async (view: View) => {
    // Opening one fires the same events as changing it.
    isOpening = true;
    await modeler.open(view).finally(() => {
      isOpening = false;
    });
    bringIntoView();
  };
  const bringIntoView = () => {
    if (modeler.getActiveView()?.type === 'drd')
      modeler.getActiveViewer()?.get('canvas', false)?.zoom('fit-viewport', 'auto');
  };
  return {
    async open(xml) {
      isOpening = true;
      const { warnings } = await modeler.importXML(inKnownVersion(xml)).finally(() => {
        isOpening = false;
      });
      // One decision alone needs no diagram to be found.
      const [only, another] = modeler.getViews().filter(({ type }) => type !== 'drd');
      if (only && !another) await show(only);
      else bringIntoView();
      last = await written();
      return warnings.map(({ message }) => message).filter((message) => LOST.test(message));
    },
    views: () => modeler.getViews(),
    activeView: () => modeler.getActiveView(),
    show,
    canUndo: () => stack()?.canUndo() ?? false,
    canRedo: () => stack()?.canRedo() ?? false,
    undo: () => stack()?.undo(),
    redo: () => stack()?.redo(),
    destroy: () => modeler.destroy(),
  };
}
