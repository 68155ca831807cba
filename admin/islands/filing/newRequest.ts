// The secret of a filing that this browser makes itself: a page from the device brings an old one.
export function newRequest(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
