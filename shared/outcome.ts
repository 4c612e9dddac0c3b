/** What can come of something that was sent, in one list for all that send: decisions, hand-overs, and the outbox, which sends both. */

/** Of one decision. `unknown`: the answer was lost and reading the request again did not settle it. */
export const DECISION_OUTCOMES = [
  'accepted',
  'refused',
  'wrong-code',
  'already-confirmed',
  'not-waiting',
  'unknown',
  'not-allowed',
  'failed',
  'stopped',
] as const;

/** Of one service of a hand-over. `found`: the answer was lost, and the requests were found running. */
export const SEND_OUTCOMES = ['sent', 'found', 'unknown', 'failed', 'stopped', 'left-out'] as const;

/** Of one entry of the outbox. */
export const OUTBOX_OUTCOMES = [...DECISION_OUTCOMES, 'sent', 'found', 'left-out'] as const;
