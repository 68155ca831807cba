// Test files that run in one process, one after another: most of their time would go into loading the product anew for each.

/** Folders whose files leave nothing behind in the process. */
export const together = [
  'tests/engine/{access,audit,compare,core,expressions,http,jobs,lint,merge,metrics,model,runtime,simulation,time}/**',
  'tests/{forms,processes}/**',
  'tests/admin/pages/**',
];

/** What starts a browser, which is closed at the end of a file, has a process of its own. */
export const alone = 'attacks|browser|surveys';
