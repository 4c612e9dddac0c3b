/** Opens everything the data folder keeps, in the order it is needed, and hears of what is damaged. Knows no rule of what is kept. */
import { join } from 'node:path';
import type { Damage } from '../../shared/damage.ts';
import { type LockKeeper, openAppLock } from '../storage/app-lock.ts';
import { type ContactHistoryFile, openContactHistory } from '../storage/contact-history.ts';
import { openDamageList } from '../storage/damage.ts';
import { prepareFolder } from '../storage/folder.ts';
import { type Journal, openJournal } from '../storage/journal.ts';
import type { Place } from '../storage/json-file.ts';
import { sweepLeftovers } from '../storage/leftovers.ts';
import { type MoveKeeper, openMoves } from '../storage/moves.ts';
import { type NewerFile, openNewerFile } from '../storage/newer.ts';
import { type OutboxStore, openOutboxStore } from '../storage/outbox.ts';
import { openPeople, type PeopleKeeper } from '../storage/people.ts';
import { openPrepared, type PreparedKeeper } from '../storage/prepared.ts';
import { openReminders, type ReminderKeeper } from '../storage/reminders.ts';
import { openRules, type RuleKeeper } from '../storage/rules.ts';
import { openSettings, type SettingsKeeper } from '../storage/settings.ts';
import { openSnapshots, type Snapshots } from '../storage/snapshots.ts';
import { openUnsentNote, type UnsentNote } from '../storage/unsent.ts';
import { openVault, type Vault } from '../storage/vault.ts';
import { isLedgerLine } from './ledger.ts';
import type { Clock, Ports } from './ports.ts';

/** In the data folder. */
export const LEDGER = 'ledger.jsonl';

export type Stores = {
  place: Place;
  /** What weighs most first. */
  damage: () => Damage[];
  settings: SettingsKeeper;
  lock: LockKeeper;
  snapshots: Snapshots;
  vault: Vault;
  journal: Journal;
  people: PeopleKeeper;
  reminders: ReminderKeeper;
  rules: RuleKeeper;
  moves: MoveKeeper;
  prepared: PreparedKeeper;
  outbox: OutboxStore;
  unsent: UnsentNote;
  history: ContactHistoryFile;
  newer: NewerFile | null;
};

/** Rejects where the folder cannot be used. */
export async function openStores(
  ports: Ports,
  clock: Clock,
  damageChanged: (all: Damage[]) => void,
): Promise<Stores> {
  const damage = openDamageList(() => damageChanged(damage.list()));
  const place: Place = {
    disk: ports.disk,
    folder: ports.dataFolder,
    now: clock.now,
    tell: (found) => {
      ports.log(`storage: ${found.file}: ${found.why}`);
      damage.found(found);
    },
    mended: damage.mended,
  };
  await prepareFolder(place);
  for (const folder of [place.folder, join(place.folder, 'snapshots')]) {
    await sweepLeftovers(folder, Date.now(), ports.disk);
  }
  if (ports.settingsStore.damage !== null) place.tell(ports.settingsStore.damage);
  const settings = openSettings(ports.settingsStore, place.tell);
  const lock = await openAppLock(place);
  const snapshots = openSnapshots(place);
  const vault = await openVault(place, ports.secrets);
  const journal = await openJournal(place, LEDGER);
  const unknown = journal.lines.filter((line) => !isLedgerLine(line)).length;
  if (unknown > 0) {
    place.tell({ part: 'ledger', why: 'unknown', file: LEDGER, keptAs: null, count: unknown, names: [] });
  }
  const people = await openPeople(place);
  const reminders = await openReminders(place);
  const rules = await openRules(place);
  const moves = await openMoves(place);
  const prepared = await openPrepared(place);
  const outbox = await openOutboxStore(place, ports.secrets);
  const unsent = await openUnsentNote(place, ports.log);
  const history = await openContactHistory(place);
  // Where nobody asks there is nothing to keep.
  const newer = ports.releases === null ? null : await openNewerFile(place, ports.log);
  return {
    place,
    damage: damage.list,
    settings,
    lock,
    snapshots,
    vault,
    journal,
    people,
    reminders,
    rules,
    moves,
    prepared,
    outbox,
    unsent,
    history,
    newer,
  };
}
