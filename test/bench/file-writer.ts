/**
 * Writes settings, vault, snapshots and ledger of a data folder with the program's own means, as fast as it can and until
 * it is killed; tells on stdout, line by line, which number of what is on the disk. Reads nothing but the ledger.
 */
import { flushCompileCache } from 'node:module';
import Conf from 'conf';
import { openJournal } from '../../electron/storage/journal.ts';
import { openSnapshots } from '../../electron/storage/snapshots.ts';
import { openVault } from '../../electron/storage/vault.ts';
import { keyRing } from '../fakes/key-ring.ts';
import { placeIn } from '../fakes/place.ts';
import { ACCOUNT, requestsOf, secretOf, servicesOf, type Written } from './files.ts';

const [folder = '', from = '1'] = process.argv.slice(2);
const vault = await openVault(placeIn(folder), keyRing());
const snapshots = openSnapshots(placeIn(folder));
const journal = await openJournal(placeIn(folder), 'ledger.jsonl');
const settings = new Conf({ cwd: folder, configName: 'settings', clearInvalidConfig: true });

const told = (what: Written, number: number): void => {
  process.stdout.write(`${what} ${number}\n`);
};
const again = async (what: Written, write: (number: number) => unknown): Promise<void> => {
  for (let number = Number(from); ; number += 1) {
    await write(number);
    told(what, number);
    // Others have their turn, also after a write that waits for nothing.
    await new Promise((resolve) => setImmediate(resolve));
  }
};

// Kept now: a killed program keeps nothing at its end.
flushCompileCache();
process.stdout.write('ready 0\n');
await Promise.race([
  again('settings', (number) => settings.set('number', number)),
  again('vault', (number) => vault.put(ACCOUNT, secretOf(number))),
  again('requests', (number) => snapshots.writeRequests(ACCOUNT, requestsOf(number))),
  again('services', (number) => snapshots.writeServices(ACCOUNT, servicesOf(number))),
  again('ledger', (number) => journal.append({ number })),
]);
