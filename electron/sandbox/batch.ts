/** Several objects in one call: `X-Ovh-Batch: ,` and the ids in one path segment. Must not know what an object is. */
import { ApiError, type ErrorBody } from './errors.ts';

type BatchEntry = { key: string; value: unknown; error: ErrorBody | null };

/** `null`: the header is not there, it is an ordinary call. */
export function splitBatch(segment: string, separator: string | undefined): string[] | null {
  return separator === undefined || separator === '' ? null : segment.split(separator);
}

/** One object that is not there does not spoil the others. */
export function answerBatch(keys: readonly string[], read: (key: string) => unknown): BatchEntry[] {
  return keys.map((key) => {
    try {
      return { key, value: read(key), error: null };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { key, value: null, error: error.body };
    }
  });
}
