/** No code, key or passphrase in any byte of disk, log, event, answer or notification. */
import type { NewCheck, Scene } from './check.ts';

/** Runs of these are looked at whole: no secret here has another letter, but for passphrases. */
const WORDS = /[A-Za-z0-9_-]{16,}/g;

function secretIn(text: string, { person }: Scene): string | null {
  for (const [word] of text.matchAll(WORDS)) {
    if (person.secrets.has(word)) return word;
    if (word.length > 20) for (const secret of person.secrets) if (word.includes(secret)) return secret;
  }
  return [person.passphrase, person.oldPassphrase].find((one) => one !== null && text.includes(one)) ?? null;
}

export const noSecretOutside: NewCheck = () => {
  /** The same list is told again and again: it is read once for each secret there is. */
  const clean = new Map<string, string>();
  return {
    name: 'no secret outside',
    hear(said, scene) {
      const key = `${said.kind} ${said.name} ${scene.person.secrets.size}`;
      if (clean.get(key) === said.text) return null;
      const found = secretIn(said.text, scene);
      clean.set(key, said.text);
      return found === null ? null : `${said.kind} ${said.name} holds a secret (${found.slice(0, 4)}…)`;
    },
    wrote(bytes, scene) {
      const found = secretIn(bytes.toString('utf8'), scene);
      return found === null ? null : `the disk holds a secret (${found.slice(0, 4)}…)`;
    },
  };
};
