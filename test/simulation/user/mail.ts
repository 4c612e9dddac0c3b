/** Marta's mailboxes, and those of others: letters with codes, good, outdated and foreign. */
import { writeLetter } from '../../../electron/sandbox/mail.ts';
import { decidedState, type Letter } from '../../../electron/sandbox/model.ts';
import type { Chance } from '../chance.ts';
import { AGENCY_HANDLES, type Server } from '../machine/server.ts';

export type Kind = 'good' | 'old' | 'foreign' | 'made up';
export type Mail = { code: string; requestId: number; text: string };

const isLast = (letter: Letter): boolean =>
  letter.task.sides.some((side) => side.nichandle === letter.to && side.code === letter.code && !side.used);

/** `null`: there is none of this kind. */
export function pickMail({ universe }: Server, kind: Kind, chance: Chance): Mail | null {
  const { world } = universe;
  universe.live();
  const letters = world.letters.filter(({ code, thrownAway }) => code !== null && !thrownAway);
  const isMine = ({ to }: Letter): boolean => AGENCY_HANDLES.includes(to);
  const some = letters.filter((letter) => {
    if (kind === 'foreign') return !isMine(letter);
    if (kind === 'made up' || !isMine(letter)) return kind === 'made up';
    return (kind === 'good') === (isLast(letter) && decidedState(letter.task) === 'validatingByCustomers');
  });
  if (some.length === 0) return null;
  const letter = chance.pick(some);
  const { subject, text } = writeLetter(world, letter);
  const email = world.accounts.get(letter.to)?.email ?? '';
  const requestId = letter.task.id;
  const whole = `To: ${email}\nSubject: ${subject}\n\n${text}`;
  const code = letter.code ?? '';
  if (kind !== 'made up') return { code, requestId, text: whole };
  // 32 letters and digits that no letter ever held.
  const other = `Zz${chance.hex(30)}`;
  return { code: other, requestId, text: whole.replaceAll(code, other) };
}
