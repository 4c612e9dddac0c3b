/**
 * The refusals of the API, in both bodies it is known to send. Must not decide what is refused.
 *
 * Which status goes with which refusal is documented for credentials alone. All others are plausible guesses here: a
 * client must not depend on them.
 */
import { STATUS_CODES } from 'node:http';

export type ErrorBody = Record<string, unknown>;

export class ApiError extends Error {
  readonly status: number;
  readonly body: ErrorBody;

  constructor(status: number, message: string, body: ErrorBody) {
    super(message);
    this.status = status;
    this.body = body;
  }
}

/** The old body, still what everything about credentials answers: `{errorCode, httpCode, message}`. */
export function credentialError(status: number, errorCode: string, message: string): ApiError {
  const httpCode = `${status} ${STATUS_CODES[status] ?? 'Error'}`;
  return new ApiError(status, message, { errorCode, httpCode, message });
}

/** The new body: `{class, message, details?}`. */
export function apiError(
  status: number,
  kind: string,
  message: string,
  details?: Record<string, string>,
): ApiError {
  return new ApiError(
    status,
    message,
    details ? { class: kind, message, details } : { class: kind, message },
  );
}

export const badRequest = (message: string): ApiError => apiError(400, 'Client::BadRequest', message);
export const forbidden = (message: string): ApiError => apiError(403, 'Client::Forbidden', message);
export const notFound = (message: string): ApiError => apiError(404, 'Client::NotFound', message);
export const conflict = (message: string): ApiError => apiError(409, 'Client::Conflict', message);
/** 460 is the service's own status for a resource that has expired. */
export const resourceExpired = (message: string): ApiError =>
  apiError(460, 'Client::ResourceExpired', message);
