/** The colour of what came of a service that was asked for: where it was sent from the check, and from the outbox. */
import type { SendOutcome } from '../../shared/contract.ts';
import type { Tone } from '../ui/pill.tsx';

export const SENT_TONES: Record<SendOutcome['outcome'], Tone> = {
  sent: 'good',
  found: 'good',
  unknown: 'you',
  failed: 'bad',
  stopped: 'mute',
  'left-out': 'mute',
};
