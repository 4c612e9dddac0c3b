/** Opens the desk once, and anew where that failed and somebody asks for it. Knows nothing of what the desk is. */
import type { Result } from '../../shared/failure.ts';
import { ok } from '../../shared/failure.ts';
import type { Log } from '../desk/dispatch.ts';
import { failureOf, origin } from '../desk/dispatch.ts';

/**
 * Answers a way to ask for what `open` opens: the first time that opens it, and `anew` opens it once more where it could
 * not be. The failure says what the user can do, and names the file where a file was the reason.
 */
export function opening<T>(open: () => Promise<T>, log: Log): (anew?: boolean) => Promise<Result<T>> {
  let trying: Promise<Result<T>> | null = null;
  let failed = false;

  const attempt = async (): Promise<Result<T>> => {
    try {
      return ok(await open());
    } catch (error) {
      failed = true;
      log(`desk: ${origin(error)}`);
      return { ok: false, error: failureOf(error) };
    }
  };
  return (anew = false) => {
    if (trying === null || (anew && failed)) {
      failed = false;
      trying = attempt();
    }
    return trying;
  };
}
