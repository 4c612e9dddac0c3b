/**
 * A second start on the same data folder leads to the first one: it asks over loopback for an address with a one-use key of
 * its own. SECURITY: both sides show that they know the secret of the lock file, which only this user can read; neither sends it.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Holder, holderOf, isProof, proofOf } from '../pages/one-program.ts';

/** Until a program that has just started answers, in milliseconds. */
const PATIENCE_MS = 10_000;
const LOOK_MS = 100;
const ANSWER_MS = 2_000;

const askedSchema = z.object({ nonce: z.string().min(20).max(100), proof: z.string().max(100) });
const answerSchema = z.object({ key: z.string(), proof: z.string() });

/** The first one's answer; `null`: whoever asks does not know the secret. `freshKey` is asked only where it does. */
export function answerAgain(
  body: unknown,
  secret: string,
  freshKey: () => string,
): { key: string; proof: string } | null {
  const asked = askedSchema.safeParse(body);
  if (!asked.success || !isProof(asked.data.proof, secret, ['again', asked.data.nonce])) return null;
  const key = freshKey();
  return { key, proof: proofOf(secret, ['key', asked.data.nonce, key]) };
}

/** An address that opens the program which has this folder; `null` where that one does not answer. */
export async function addressOfFirst(folder: string, first: Holder): Promise<string | null> {
  const until = Date.now() + PATIENCE_MS;
  for (let holder: Holder | null = first; holder !== null && Date.now() < until; holder = holderOf(folder)) {
    if (holder.secret !== first.secret) return null;
    const address = holder.port === null ? null : await ask(holder.port, holder.secret);
    if (address !== null) return address;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return null;
}

async function ask(port: number, secret: string): Promise<string | null> {
  const origin = `http://127.0.0.1:${port}`;
  const nonce = randomBytes(32).toString('base64url');
  try {
    const answer = await fetch(`${origin}/again`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: origin },
      body: JSON.stringify({ nonce, proof: proofOf(secret, ['again', nonce]) }),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const { key, proof } = answerSchema.parse(await answer.json());
    // SECURITY: somebody else may listen there since; the user is led to nobody who does not know the secret.
    return isProof(proof, secret, ['key', nonce, key]) ? `${origin}/#key=${key}` : null;
  } catch {
    return null;
  }
}
