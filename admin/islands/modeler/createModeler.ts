// bpmn-js with all that the desk adds to it: the panel, Zeebe's elements and ours, the append menu, minimap, grid, colors.
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import 'diagram-js-minimap/assets/diagram-js-minimap.css';
import 'bpmn-js-color-picker/colors/color-picker.css';
import Modeler from 'bpmn-js/lib/Modeler';
import ColorPickerModule from 'bpmn-js-color-picker';
import { CreateAppendAnythingModule } from 'bpmn-js-create-append-anything';
import {
  BpmnPropertiesPanelModule,
  BpmnPropertiesProviderModule,
  ZeebePropertiesProviderModule,
  ZeebeTooltipProvider,
} from 'bpmn-js-properties-panel';
import ZeebeBehaviorsModule from 'camunda-bpmn-js-behaviors/lib/camunda-cloud';
import GridModule from 'diagram-js-grid';
import MinimapModule from 'diagram-js-minimap';
import cauce from '../../../engine/model/cauce.json';
import { zeebePackage } from '../../../engine/model/zeebePackage.ts';
import { sharedClipboard } from './clipboard.ts';
import { drawingColors } from './drawingColors.ts';
import { keepOrder } from './keepOrder.ts';
import { keepUnknown } from './keepUnknown.ts';
import { lateVariables } from './lateVariables.ts';

export interface Places {
  canvas: HTMLElement;
  panel: HTMLElement;
}

export function createModeler({ canvas, panel }: Places, more: readonly object[]): Modeler {
  return new Modeler({
    container: canvas,
    bpmnRenderer: drawingColors,
    propertiesPanel: { parent: panel, feelPopupContainer: document.body, tooltip: ZeebeTooltipProvider },
    moddleExtensions: { zeebe: zeebePackage, cauce },
    additionalModules: [
      BpmnPropertiesPanelModule,
      BpmnPropertiesProviderModule,
      ZeebePropertiesProviderModule,
      ZeebeBehaviorsModule,
      lateVariables,
      CreateAppendAnythingModule,
      MinimapModule,
      GridModule,
      ColorPickerModule,
      sharedClipboard,
      keepOrder,
      keepUnknown,
      ...more,
    ],
  });
}
