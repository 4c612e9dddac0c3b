/** Which sentences tell a request to the one who looks at it: keys of the `requests` namespace and their data. Pure. */
import { isMine } from '../../shared/mine.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { TASK_STATES } from '../../shared/request.ts';
import { directionOf, isRunning, sidesOf } from '../../shared/turn.ts';
import { justDecided, type RequestRow } from './requests-view.ts';

export type Sentence = {
  key: string;
  /** NIC handles and raw words of the API, never translated. */
  values: Record<string, string>;
  /** Those of `values` that are lists of NIC handles, to be joined in the language. */
  lists?: Record<string, string[]>;
};

function names(request: ContactRequest): Record<string, string> {
  return {
    asker: request.askingAccount ?? '?',
    from: request.fromAccount ?? '?',
    to: request.toAccount ?? '?',
    id: String(request.id),
    state: request.state,
  };
}

/** What was asked, by whom, from the reader's side; true in every state. */
export function storyOf(request: ContactRequest, mine: ReadonlySet<string>): Sentence {
  const values = names(request);
  const asker = request.askingAccount;
  const direction = directionOf(request, mine);
  const key = (() => {
    switch (direction) {
      case 'handing-over':
        return asker === null ? 'handing-over.named' : 'handing-over.asked';
      case 'taking-over':
        if (asker === null) return 'taking-over.named';
        if (asker === request.toAccount) return 'taking-over.asked';
        return asker === request.fromAccount ? 'taking-over.holder' : 'taking-over.other';
      case 'both-mine':
        if (asker !== null && asker === request.toAccount) return 'both-mine.taken';
        return asker === null || asker === request.fromAccount ? 'both-mine.two' : 'both-mine.other';
      case 'informed':
        return asker !== null && asker === request.toAccount ? 'informedTaken' : direction;
      case 'third-party':
      case 'watching':
        return direction;
    }
  })();
  return { key: `story.${key}`, values };
}

type Part = 'giver' | 'taker' | 'both' | 'asker' | 'other';

function partOf(request: ContactRequest, mine: ReadonlySet<string>): Part {
  switch (directionOf(request, mine)) {
    case 'handing-over':
    case 'informed':
      return 'giver';
    case 'taking-over':
      return 'taker';
    case 'both-mine':
      return 'both';
    case 'third-party':
      return 'asker';
    case 'watching':
      return 'other';
  }
}

/** How it stands and what that means for the reader; `null` while it is the reader's turn (the code panel says it then). */
export function phaseOf(row: RequestRow): Sentence | null {
  const { request, mine, turn } = row;
  const values = names(request);
  const say = (key: string, lists?: Record<string, string[]>): Sentence =>
    lists === undefined ? { key: `phase.${key}`, values } : { key: `phase.${key}`, values, lists };
  const part = partOf(request, mine);
  switch (request.state) {
    case 'done':
      return say(`done.${part}`);
    case 'refused': {
      const mineRefused = request.confirmations.find(
        (confirmation) => confirmation.decision === 'refuse' && isMine(confirmation.nichandle, mine),
      );
      if (mineRefused === undefined) return say(`refused.${part}`);
      // Who asked cancels by refusing with his own code.
      return say(mineRefused.nichandle === request.askingAccount ? 'refused.cancelled' : 'refused.byYou');
    }
    case 'expired':
      if (part === 'taker' && isMine(request.askingAccount, mine)) return say('expired.takerAsked');
      // The old contact who was only informed cannot simply ask again: it was never his request.
      if (directionOf(request, mine) === 'informed') return say('expired.other');
      return say(`expired.${part}`);
    case 'aborted':
    case 'error':
      return say(request.state);
    default:
  }
  if (!isRunning(request.state) || !(TASK_STATES as readonly string[]).includes(request.state))
    return say('unknown');
  if (turn.whose === 'mine') return null;
  if (row.overdue) return say('overdue');
  if (turn.whose === 'ovhcloud') {
    if (turn.why === 'just-confirmed') return say(justDecided(row));
    return say(turn.why === 'checking' ? 'checking' : 'applying');
  }
  if (turn.whose === 'theirs') {
    const took = sidesOf(request, mine).some((side) => side.mine && side.code !== 'none');
    return say(took ? 'waiting' : 'waitingOthers', { who: turn.sides });
  }
  return null;
}
