// Send task: a job when it has an implementation, a published message when it has one, else work for its lane.
import type { ElementBehavior } from '../behavior.ts';
import { messageConfig } from '../eventDefinitions/message.ts';
import type { Json } from '../json.ts';
import { finish } from '../lifecycle.ts';
import { publicationConfig, throwMessage } from '../publication.ts';
import { workConfig, workOrJob } from './serviceTask.ts';

export const sendTask: ElementBehavior = {
  read: (source) => ({ ...messageConfig(source), ...publicationConfig(source), ...workConfig(source) }),
  activate(step, node, me) {
    const config: { [name: string]: Json } = node.model?.config ?? {};
    if (config.jobType !== undefined || config.expression !== undefined || config.name === undefined)
      workOrJob(step, node, me);
    else if (throwMessage(step, node, me, config)) finish(step, me.key);
  },
};
