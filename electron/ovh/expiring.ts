/**
 * A client whose credential may have a known end: a refusal after it is told as `expired-credential`, although the API
 * says no more than that the credential is not valid. Adds no call but one look at the service's clock after such a refusal.
 */
import { z } from 'zod';
import type { Result } from '../../shared/failure.ts';
import type { Client } from './client.ts';
import { failWith } from './failures.ts';

/** @param end ISO 8601; `null` = never, or not known. Asked at each refusal. */
export function tellExpiry(client: Client, end: () => string | null): Client {
  const read = async <T>(answer: Promise<Result<T>>): Promise<Result<T>> => {
    const result = await answer;
    const at = Date.parse(end() ?? '');
    if (result.ok || result.error.code !== 'invalid-credential' || Number.isNaN(at)) return result;
    // The service's clock decides, as it did for the refusal: this computer's may be wrong.
    const time = await client.get('/auth/time', z.number(), { proof: 'none' });
    if (!time.ok || time.value * 1000 < at) return result;
    const { code: _code, next: _next, ...more } = result.error;
    return failWith('expired-credential', more);
  };
  return {
    ...client,
    get: (path, schema, options) => read(client.get(path, schema, options)),
    getWithHeaders: (path, schema, options) => read(client.getWithHeaders(path, schema, options)),
    post: (path, body, schema, options) => read(client.post(path, body, schema, options)),
  };
}
