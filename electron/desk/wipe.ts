/** Wipes everything kept on this computer that holds a name, a key or a code. How the window looks stays. */
import { DEFAULT_SETTINGS } from '../../shared/settings.ts';
import { wipeFiles } from '../storage/wipe.ts';
import type { Accounts } from './accounts.ts';
import type { Codes } from './codes.ts';
import type { Drift } from './drift.ts';
import type { Gate } from './gate.ts';
import type { Jobs } from './jobs.ts';
import type { Ledger } from './ledger.ts';
import type { Stores } from './stores.ts';

/**
 * Answers how many keys OVHcloud could not be asked to end. Rejects where something could not be wiped: it may be tried
 * again.
 *
 * @param restored when no account's credential is being taken up any more
 */
export async function wipeEverything(desk: {
  stores: Stores;
  jobs: Jobs;
  gate: Gate;
  restored: Promise<void> | null;
  codes: Codes;
  links: { forgetAll: () => void };
  openedFiles: { forgetAll: () => void };
  accounts: Accounts;
  ledger: Ledger;
  drift: Drift;
}): Promise<number> {
  const { stores, accounts } = desk;
  desk.jobs.stopAll();
  await desk.gate.settled();
  await desk.restored;
  desk.codes.forgetAll();
  desk.links.forgetAll();
  desk.openedFiles.forgetAll();
  let left = 0;
  for (const { id, credential } of accounts.list()) {
    const answer = await accounts.forget(id);
    if (!answer.ok) throw new Error(answer.error.code);
    if (!answer.value.loggedOut && credential.kept !== 'environment') left += 1;
  }
  await stores.outbox.remove(stores.outbox.items().map(({ id }) => id));
  await stores.vault.wipe();
  await stores.people.wipe();
  await stores.reminders.wipe();
  await stores.rules.wipe();
  await stores.moves.wipe();
  await stores.prepared.wipe();
  await stores.snapshots.settled();
  await desk.drift.wipe();
  await desk.ledger.wipe();
  const { language, theme, density, notifications, trayIcon, closeToTray, updateCheck } =
    stores.settings.get();
  const stays = { language, theme, density, notifications, trayIcon, closeToTray, updateCheck };
  stores.settings.change({ ...DEFAULT_SETTINGS, ...stays });
  await wipeFiles(stores.place.folder, stores.place.disk);
  return left;
}
