/** One line of log, on stderr, in both shells. */
import { redact } from '../../shared/redact.ts';

/** SECURITY: what looks like a key or a code is taken out here, whoever said it. */
export function log(line: string): void {
  process.stderr.write(`${redact(line)}\n`);
}
