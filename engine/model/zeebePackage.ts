// The `zeebe:` extensions as the XML library is to read them: those of its package, and what Zeebe knows beside them.
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };

const text = (name: string) => ({ name, type: 'String', isAttr: true });

/** How a message event or send task publishes its message by itself, without a job. */
const publishMessage = {
  name: 'PublishMessage',
  superClass: ['Element'],
  properties: [text('correlationKey'), text('messageId'), text('timeToLive')],
};

export const zeebePackage = { ...zeebe, types: [...zeebe.types, publishMessage] };
