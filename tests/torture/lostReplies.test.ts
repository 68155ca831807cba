import { expect, it } from 'vitest';
import { torture } from './lostReplies.ts';

it('does once what is asked again under its key when the answer was lost', async () => {
  const report = await torture.run({ replies: 12 }, () => {});
  expect(report).toMatchObject({ lost: [], doubled: [], wrong: [] });
  expect(report.figures.lostReplies).toBe(24);
}, 180_000);
