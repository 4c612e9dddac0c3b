/** Whatever a loss of power would leave of the disk at this moment can be read: whole files are JSON, and of the ledger at most its last line is torn. */
import { basename } from 'node:path';
import { chanceOf } from '../chance.ts';
import { DATA } from '../machine/computer.ts';
import type { NewCheck } from './check.ts';

/** Other beginnings of what is not synced yet, at each look. */
const IMAGES = 2;

/** Nothing here flips a bit: whatever the program finds damaged, a crash of its own left so. */
export const noDamage: NewCheck = () => ({
  name: 'no damage is found',
  look({ screens, computer }) {
    const damage = screens?.open?.damage?.find(
      ({ why, file }) =>
        // A disk that is full or refuses is told as well, and no damage.
        why !== 'unwritable' &&
        why !== 'unconfirmed' &&
        // Half of a line that the disk refused, brought back by a loss of power: nothing that counted is lost.
        !(why === 'partly' && computer.refused.has(file)) &&
        // A new file whose name the disk did not take for good: its end is gone, and that is what is told.
        !(why === 'cut' && computer.refused.has('')),
    );
    return damage === undefined ? null : `${damage.file} is told to be ${damage.why}`;
  },
});

export const filesReadable: NewCheck = () => ({
  name: 'files readable',
  look({ computer }) {
    const chance = chanceOf(computer.seed, `images ${computer.step}`);
    for (let image = 0; image < IMAGES; image += 1) {
      for (const [path, bytes] of computer.disk.image((most) => chance.int(0, most))) {
        const why = whyNot(path, bytes.toString('utf8'));
        if (why !== null) return `after a loss of power now, ${path.slice(DATA.length + 1)} ${why}`;
      }
    }
    return null;
  },
});

function whyNot(path: string, text: string): string | null {
  const name = basename(path);
  if (name.includes('.damaged-')) return 'was set aside as damaged';
  if (name.endsWith('.json') && !path.includes('services.json')) return isJson(text) ? null : 'is no JSON';
  if (name.endsWith('services.json')) {
    return text.endsWith('\n') && text.trimEnd().split('\n').every(isJson) ? null : 'is no lines of JSON';
  }
  return null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
