/** All checks of a history. A list; the rules stand in the files beside it. */
import { borderHolds } from './border.ts';
import type { Check } from './check.ts';
import { filesReadable, noDamage } from './files-readable.ts';
import { endsWell } from './in-the-end.ts';
import { lockHolds } from './lock-holds.ts';
import { memoryIsBounded } from './memory.ts';
import { accountsStay, codesStay, outboxStays } from './nothing-disappears.ts';
import { onePost } from './one-post.ts';
import { confirmationsAgree, neverBack, notLeftBehind, outboxAgrees } from './screens-agree.ts';
import { noSecretOutside } from './secrets.ts';
import { spentCodes } from './spent-codes.ts';
import { doneIsDone, nothingUntold } from './told-truly.ts';

export function newChecks(): Check[] {
  return [
    onePost,
    spentCodes,
    doneIsDone,
    nothingUntold,
    neverBack,
    notLeftBehind,
    confirmationsAgree,
    outboxAgrees,
    outboxStays,
    codesStay,
    accountsStay,
    noSecretOutside,
    filesReadable,
    noDamage,
    lockHolds,
    borderHolds,
    memoryIsBounded,
    endsWell,
  ].map((make) => make());
}
