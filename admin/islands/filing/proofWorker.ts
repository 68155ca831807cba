// Looks for the number of a proof of work beside the page, so that typing never waits for it.
import { type Stamp, stampField, stampText, zeroBits } from '../../filing/stamp.ts';
import { sha256 } from './sha256.ts';

addEventListener('message', ({ data }: MessageEvent<Omit<Stamp, 'nonce'>>) => {
  for (let nonce = 0; ; nonce += 1) {
    const stamp = { ...data, nonce };
    if (zeroBits(sha256(stampText(stamp))) >= data.bits) return postMessage(stampField(stamp));
  }
});
