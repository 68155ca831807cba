// The line that a failed job leaves gives back the problem that it was made of, for readers of another language.
import { expect, it } from 'vitest';
import { jobProblem, problemMessage, problemOfMessage } from '../../../engine/jobs/index.ts';
import { problemText } from '../../../engine/problemCatalog.ts';

it.each([
  jobProblem('HTTP_TIMED_OUT', { host: 'helix.example.co:8443', seconds: '0.2' }),
  jobProblem('HTTP_STATUS', { host: 'a. Look at', status: '500' }),
  jobProblem('SECRET_NOT_CONFIGURED', { name: 'HELIX_URL' }),
  jobProblem('MAIL_SUBJECT_EMPTY'),
])('$code', (problem) => {
  expect(problemOfMessage(problemMessage(problem))).toMatchObject({ code: problem.code });
});

it('is told in the language of who reads it, and alone', () => {
  const message = problemMessage(jobProblem('HTTP_TIMED_OUT', { host: 'helix.example.co', seconds: 20 }));
  const said = (locale: 'es' | 'en') => problemText('JOB_FAILED', { jobType: 'cauce:http', message }, locale);
  expect(said('es')).toBe(
    'Se esperaba una respuesta de helix.example.co en 20 segundos, pero no llegó. Revise ese sistema y reintente.',
  );
  expect(said('en')).toMatch(/^Expected an answer of helix\.example\.co within 20 seconds/);
});

it('leaves what other workers say as they said it', () => {
  for (const message of ['sin papel', 'HTTP_TIMED_OUT: other words', 'UNKNOWN: x', 'constructor: x', ''])
    expect(problemOfMessage(message)).toBeUndefined();
  expect(problemText('JOB_FAILED', { jobType: 'print', message: 'sin papel' }, 'es')).toContain('sin papel');
});
