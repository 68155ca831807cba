// What random drawings are made of: the kinds of everything that a block may hold.

export const TASKS = [
  'task',
  'userTask',
  'manualTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'scriptTask',
  'businessRuleTask',
] as const;
export const REPEATS = [
  'once',
  'loop',
  'loopBefore',
  'loopMaximum',
  'parallel',
  'sequential',
  'collection',
  'until',
] as const;
export const CATCHES = [
  'none',
  'timer',
  'timerDate',
  'message',
  'signal',
  'conditional',
  'conditionalY',
  'link',
  'multiple',
  'parallelMultiple',
] as const;
export const THROWS = ['none', 'message', 'signal', 'escalation', 'compensate', 'multiple'] as const;
export const BOUNDARIES = [
  'timer',
  'timerCycle',
  'message',
  'signal',
  'error',
  'escalation',
  'conditional',
  'conditionalY',
  'conditionalWrong',
  'compensate',
  'multiple',
  'parallelMultiple',
] as const;
/** What an element has beside its work: mappings that may fail, jobs that listen. */
export const EXTRAS = [
  'none',
  'input',
  'output',
  'failingInput',
  'failingOutput',
  'startListener',
  'endListener',
  'taskListeners',
  'everything',
] as const;
/** What undoes an activity. */
export const UNDOES = ['userTask', 'scriptTask', 'serviceTask', 'subProcess', 'failing'] as const;
export const CALLED = ['called', 'called2', 'called3'] as const;
/** How one branch of a container may end it. */
export const ENDS = [
  'none',
  'terminate',
  'error',
  'escalation',
  'signal',
  'message',
  'compensate',
  'cancel',
] as const;
