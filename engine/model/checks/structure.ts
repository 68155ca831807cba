// Everything about a process's drawing that can be wrong, one check a file.
import type { Gathered } from '../gather.ts';
import type { Missing } from '../references.ts';
import type { Report } from '../report.ts';
import { checkAdHoc } from './adHoc.ts';
import { checkCompensation } from './compensation.ts';
import { checkEventSubprocesses } from './eventSubprocesses.ts';
import { checkEvents } from './events.ts';
import { checkExtensions } from './extensions.ts';
import { checkFlows } from './flows.ts';
import { checkGateways } from './gateways.ts';
import { checkInstantiation } from './instantiation.ts';
import { checkLinkEvents } from './linkEvents.ts';
import { checkListeners } from './listeners.ts';
import { checkLoops } from './loops.ts';
import { checkNames } from './names.ts';
import { checkOwnStart } from './ownStart.ts';
import { checkQuantities } from './quantities.ts';
import { checkSupported } from './supported.ts';
import { checkTasks } from './tasks.ts';
import { checkTimers } from './timers.ts';

export function checkStructure(gathered: Gathered, missing: Missing, report: Report): void {
  checkSupported(gathered, report);
  checkFlows(gathered, missing, report);
  checkEvents(gathered, missing, report);
  checkEventSubprocesses(gathered, report);
  checkTimers(gathered, report);
  checkGateways(gathered, report);
  checkInstantiation(gathered, report);
  checkLinkEvents(gathered, report);
  checkTasks(gathered, report);
  checkQuantities(gathered, report);
  checkNames(gathered, report);
  checkOwnStart(gathered, report);
  checkListeners(gathered, report);
  checkExtensions(gathered, report);
  checkLoops(gathered, report);
  checkAdHoc(gathered, report);
  checkCompensation(gathered, report);
}
