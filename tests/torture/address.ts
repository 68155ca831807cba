// Where the present server is: clients wait here while there is none.

export interface Address {
  get(): Promise<string>;
  /** There is a server; whoever waits gets its address. */
  set(url: string): void;
  /** There is none from now on. */
  clear(): void;
}

export function createAddress(): Address {
  let resolve: (url: string) => void = () => {};
  let isThere = false;
  let present = new Promise<string>((done) => {
    resolve = done;
  });
  return {
    get: () => present,
    set(url) {
      isThere = true;
      resolve(url);
    },
    clear() {
      // Whoever waits already waits on.
      if (!isThere) return;
      isThere = false;
      present = new Promise((done) => {
        resolve = done;
      });
    },
  };
}
