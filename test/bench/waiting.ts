/** The requests of a sandbox that wait for one account's code, each with the e-mail that brought it. Changes nothing there. */
import type { SandboxMessage, TestSandbox } from '../e2e/sandbox.ts';

/** As the control plane tells it: what is true, whatever the API shows by now. */
export type Truth = {
  id: number;
  shown: string;
  decided: string;
  sides: { nichandle: string; confirmedAt: string | null }[];
};
export type Waiting = { id: number; message: SandboxMessage };

export async function truthOf(sandbox: TestSandbox, id: number): Promise<Truth> {
  const answer = await fetch(new URL(`/_sandbox/tasks/${id}`, sandbox.url()));
  if (!answer.ok) throw new Error(`no truth of ${id}: ${answer.status}`);
  return (await answer.json()) as Truth;
}

export function hasConfirmed({ sides }: Truth, nichandle: string): boolean {
  return sides.some((side) => side.nichandle === nichandle && side.confirmedAt !== null);
}

/** The last e-mail of each, as only its code is good; in the order of the numbers. */
export async function waitingFor(sandbox: TestSandbox, nichandle: string): Promise<Waiting[]> {
  const messages = await sandbox.mail(nichandle);
  const last = new Map<number, SandboxMessage>();
  for (const message of messages) {
    const id = Number(/contacts\/(\d+)\?tab/.exec(unfold(message.raw))?.[1]);
    if (Number.isInteger(id) && !last.has(id)) last.set(id, message);
  }
  const all = await Promise.all(
    [...last].map(async ([id, message]) => ({ truth: await truthOf(sandbox, id), message })),
  );
  return all
    .filter(({ truth }) => truth.decided === 'validatingByCustomers' && !hasConfirmed(truth, nichandle))
    .map(({ truth, message }) => ({ id: truth.id, message }))
    .sort((a, b) => a.id - b.id);
}

/** Quoted-printable undone as far as a link needs it. */
export function unfold(raw: string): string {
  return raw.replaceAll('=\r\n', '').replaceAll('=3D', '=');
}
